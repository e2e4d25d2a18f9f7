import { describe, expect, test } from 'vitest';
import type { Customer } from '#domain/customer.ts';
import { reason } from '#domain/explanation.ts';
import { ReviewReason, safeDefaults } from '#domain/policy.ts';
import { CustomerClass, Level } from '#domain/relationship.ts';
import { requestReview, reviewReasons } from '#domain/stages/review.ts';
import { link, manager, phoneOnly, steps } from './customers.ts';
import { given, having, monday, policy, the } from './given.ts';
import { valuedAs } from './valued.ts';

const known = { completedCycles: 1 };
const formerly = (worth: CustomerClass, level: Level = 'buyer') => ({ previous: { class: worth, level } });

describe('a review is asked of a manager', () => {
  test.each<[string, Customer, ReviewReason[]]>([
    ['for a dismissal', valuedAs('lead', 'buyer', { ...known, ...formerly('lead') }), ['dismissal']],
    [
      'for a plan over the limit of the class',
      valuedAs('gold', 'partner', { ...known, ...formerly('gold'), ...phoneOnly }),
      ['plan-over-limit'],
    ],
    ['for another class', valuedAs('iron', 'buyer', { ...known, ...formerly('gold') }), ['class-change']],
    ['for the first plan of gold', valuedAs('gold', 'buyer'), ['first-plan-of-important-customer']],
    ['for the first plan of platinum', valuedAs('platinum', 'buyer'), ['first-plan-of-important-customer']],
    [
      'for several reasons, the gravest first',
      valuedAs('lead', 'prospect', formerly('gold')),
      ['dismissal', 'class-change'],
    ],
  ])('%s', (_, customer, reasons) => {
    const { events, after } = given(customer).when(steps.strategy());
    expect(the(events, 'ReviewRequested').review).toMatchObject({ reasons, reviewerId: manager, status: 'open' });
    expect(after?.stage).toBe('review');
  });

  test.each([
    ['for the first plan of iron', valuedAs('iron', 'prospect')],
    ['for a later plan of gold', valuedAs('gold', 'buyer', known)],
    ['for another level of the same class', valuedAs('gold', 'account', { ...known, ...formerly('gold', 'buyer') })],
    ['for what the policy’s table says for gold at its dearest', valuedAs('gold', 'partner', known)],
    ['for a lead that is not to be dismissed', valuedAs('lead', 'account', { ...known, ...formerly('lead') })],
  ])('but not %s', (_, customer) => {
    given(customer).when(steps.strategy()).thenEvents({ type: 'StrategyChosen' });
  });

  test('for the first plan also where a cycle stalled before it', () => {
    const later = valuedAs('gold', 'buyer');
    const cycle = { ...later.cycle, number: 2 } as Customer['cycle'];
    given({ ...later, cycle } as Customer)
      .when(steps.strategy(2))
      .thenEvents({ type: 'StrategyChosen' }, { type: 'ReviewRequested' }, { type: 'MailQueued' });
  });

  test('at a cost above the limit, not at the limit', () => {
    const at = (minor: number) => ({
      ...policy,
      review: { ...policy.review, planLimit: { ...policy.review.planLimit, gold: minor } },
    });
    const customer = given(valuedAs('gold', 'buyer', known)).when(steps.strategy()).after as Customer;
    expect(reviewReasons(customer, at(13_530))).toEqual([]);
    expect(reviewReasons(customer, at(13_529))).toEqual(['plan-over-limit']);
  });

  test('with a mail to the reviewer and nobody else, and a link that names the review', () => {
    const { events } = given(valuedAs('gold', 'buyer')).when(steps.strategy());
    expect(the(events, 'MailQueued').message).toMatchObject({
      template: 'review',
      lane: 'transactional',
      to: { kind: 'user', id: manager },
      linkId: link('review'),
    });
  });

  test('with the evidence: class, level, margin, potential, sales, plan and what came second', () => {
    const { events } = given(valuedAs('gold', 'buyer', formerly('iron'))).when(steps.strategy());
    const { evidence } = the(events, 'ReviewRequested').review;
    expect(evidence.map(({ code }) => code)).toEqual([
      'evidence.class',
      'evidence.previous',
      'evidence.margin',
      'evidence.potential',
      'evidence.sales',
      'evidence.plan',
      'evidence.runner-up',
    ]);
    expect(evidence[5]?.facts).toEqual({ model: 'build-loyalty', minor: 13_530, currency: 'EUR' });
  });

  test.each<[ReviewReason, string[], string]>([
    ['dismissal', ['dismiss', 'self-service', 'keep-serving'], 'self-service'],
    ['plan-over-limit', ['approve', 'trim-plan', 'people-only'], 'trim-plan'],
    ['class-change', ['approve', 'keep-class', 'people-only'], 'approve'],
    ['first-plan-of-important-customer', ['approve', 'trim-plan', 'people-only'], 'approve'],
  ])('%s offers %j and takes %s when nobody decides', (reason, decisions, fallback) => {
    const review = requestReview(
      valuedAs('gold', 'buyer'),
      [reason],
      { reviewerId: manager, linkId: link('review') },
      policy,
      monday,
    );
    expect(review).toMatchObject({ decisions, default: fallback, dueAt: '2026-03-04T09:00:00.000Z' });
  });

  test('with the default of the policy always among the decisions', () => {
    for (const kind of ReviewReason.options) {
      for (const wanted of safeDefaults[kind]) {
        const rules = {
          ...policy,
          review: { ...policy.review, defaults: { ...policy.review.defaults, [kind]: wanted } },
        };
        const review = asked([kind], rules);
        expect(review.default).toBe(wanted);
        expect(review.decisions).toContain(wanted);
      }
    }
  });

  test('with a safe default even by a policy that was written when any was taken', () => {
    const defaults = { ...policy.review.defaults, 'first-plan-of-important-customer': 'dismiss' as const };
    const rules = { ...policy, review: { ...policy.review, defaults } };
    expect(asked(['first-plan-of-important-customer'], rules).default).toBe('approve');
  });

  test('with the score of the last survey, as long as it is recent', () => {
    const codes = (at: string) =>
      asked(['class-change'], policy, { satisfaction: { score: 9, at } }).evidence.map(({ code }) => code);
    expect(codes('2026-01-02T09:00:00.000Z')).toContain('evidence.satisfaction');
    expect(codes('2025-01-02T09:00:00.000Z')).not.toContain('evidence.satisfaction');
  });

  const table = CustomerClass.options.flatMap((worth) => Level.options.map((level) => [worth, level] as const));

  test.each(table)('never for the plain plan that the shipped policy has for a %s %s', (worth, level) => {
    const { after } = given(valuedAs(worth, level, known)).when(steps.strategy());
    expect(after?.strategy?.plannedCostMinor).toBeLessThanOrEqual(policy.review.planLimit[worth]);
    expect(after?.review?.reasons ?? []).not.toContain('plan-over-limit');
    const nobody = valuedAs(worth, level, { ...known, people: [] });
    expect(given(nobody).when(steps.strategy()).after?.review?.reasons ?? []).not.toContain('plan-over-limit');
  });

  test('of the cost of calls in the place of mails, where they push the plan over the limit', () => {
    const over = (worth: CustomerClass) =>
      given(valuedAs(worth, 'partner', { ...known, ...phoneOnly })).when(steps.strategy()).after?.review;
    expect(over('gold')?.reasons).toEqual(['plan-over-limit']);
    expect(over('gold')?.evidence).toContainEqual(
      reason('evidence.plan', { model: 'protect', minor: 28_500, currency: 'EUR' }),
    );
    expect(over('platinum')?.reasons).toEqual(['plan-over-limit']);
    expect(over('iron')).toBeUndefined();
  });
});

function asked(reasons: ReviewReason[], rules = policy, changes: Partial<Customer> = {}) {
  const customer = having(valuedAs('gold', 'buyer', changes), steps.strategy());
  return requestReview(customer, reasons, { reviewerId: manager, linkId: link('review') }, rules, monday);
}

import { describe, expect, test } from 'vitest';
import { nextOf } from '#domain/commands/act.ts';
import type { Customer, Person } from '#domain/customer.ts';
import { anna, dismissed, inDelivery, link, owner, resting, steps } from './customers.ts';
import { given, having, monday, the } from './given.ts';
import { valuedAs } from './valued.ts';

const planned = inDelivery();
const [mail] = planned.actions;
const due = { now: mail?.dueAt ?? monday };
const [person] = planned.people as [Person];
const withPerson = (changes: Partial<Person>): Customer => ({ ...planned, people: [{ ...person, ...changes }] });

describe('delivery', () => {
  test('does nothing before something is due', () => {
    given(planned, { now: monday }).when(steps.act()).thenNothing();
  });

  test('queues the mail that is due with the verdict that let it go, and completes the action', () => {
    given(planned, due)
      .when(steps.act())
      .thenEvents(
        {
          type: 'MailQueued',
          message: {
            mailId: 'acme.1-8-1.1',
            template: 'proposition',
            lane: 'marketing',
            to: { kind: 'person', id: anna },
            linkId: link('mail'),
          },
          verdict: { outcome: 'go', policyVersion: 7 },
        },
        { type: 'ActionCompleted', actionId: '1-8-1', outcome: 'done', costMinor: 10 },
      );
  });

  test('queues it once, and counts contact, cost and the frequency cap', () => {
    const sent = having(planned, steps.act(), due);
    given(sent, due).when(steps.act()).thenNothing();
    expect(sent).toMatchObject({
      cycle: { contacts: 1, costMinor: 10 },
      contacted: [{ personId: anna, at: due.now }],
    });
    expect(sent.actions.map(({ channel }) => channel)).toEqual(['call', 'meeting', 'survey']);
  });

  test('leaves what people have to do to people, however late', () => {
    const sent = having(planned, steps.act(), due);
    given(sent, { now: '2026-05-01T09:00:00.000Z' }).when(steps.act()).thenNothing();
  });

  test('does what was due first when several things are', () => {
    const [first, ...rest] = planned.actions;
    const later = {
      ...planned,
      actions: [...rest, { ...first, id: 'late', dueAt: '2026-03-04T09:00:00.000Z' }, first],
    };
    const { events } = given(later as Customer, { now: '2026-03-05T09:00:00.000Z' }).when(steps.act());
    expect(the(events, 'ActionCompleted').actionId).toBe(first?.id);
  });

  test.each([
    ['quiet hours', '2026-03-03T21:00:00.000Z', '2026-03-04T07:00:00.000Z'],
    ['a week-end', '2026-03-07T10:00:00.000Z', '2026-03-09T07:00:00.000Z'],
    ['Easter Monday', '2026-04-06T10:00:00.000Z', '2026-04-07T06:00:00.000Z'],
  ])('holds a mail over %s and moves it to the first hour after', (_, now, until) => {
    given(planned, { now })
      .when(steps.act())
      .thenEvents({ type: 'ContactHeld', rule: 'quiet-hours', until, why: { code: 'held.quiet-hours' } });
    expect(having(planned, steps.act(), { now }).actions[0]).toMatchObject({ id: mail?.id, dueAt: until });
  });

  test('holds a mail at the frequency cap until the cap lets it go', () => {
    const contacted = [1, 2, 3, 4].map(() => ({ personId: anna, at: '2026-02-20T09:00:00.000Z' }));
    given({ ...planned, contacted }, due)
      .when(steps.act())
      .thenEvents({ type: 'ContactHeld', rule: 'frequency-cap', until: '2026-03-23T07:00:00.000Z' });
  });

  test.each([
    ['no-consent', withPerson({ consents: {} })],
    ['bounce', withPerson({ suppressed: 'bounce' })],
    ['complaint', withPerson({ suppressed: 'complaint' })],
    ['class-policy', { ...planned, valuation: valuedAs('lead', 'buyer').valuation } as Customer],
  ])('drops a mail for good: %s', (rule, customer) => {
    const { events, after } = given(customer, due).when(steps.act());
    expect(the(events, 'ContactHeld')).toMatchObject({ rule, why: { code: `held.${rule}` } });
    expect(the(events, 'ContactHeld').until).toBeUndefined();
    expect(after?.actions.map(({ id }) => id)).not.toContain(mail?.id);
  });

  test('fails a mail to somebody who is not there', () => {
    given({ ...planned, people: [] }, due)
      .when(steps.act())
      .thenEvents({ type: 'ActionFailed', actionId: mail?.id, why: { code: 'action.nobody-to-write-to' } });
  });

  test('sends the survey without marketing consent, and opens its link', () => {
    const now = planned.actions.at(-1)?.dueAt ?? monday;
    const last = { ...withPerson({ consents: {} }), actions: planned.actions.slice(-1) };
    const { events, after } = given(last, { now }).when(steps.act());
    expect(the(events, 'MailQueued').message).toMatchObject({ template: 'survey', lane: 'transactional' });
    expect(after?.survey).toEqual({ linkId: link('mail'), personId: anna, actionId: '1-8-4', cycle: 1 });
    expect(after?.contacted).toEqual([]);
  });

  test('is over when the cycle ends, is dismissed or is another one', () => {
    expect(nextOf(planned, 1, monday)).toBe('more');
    expect(nextOf(planned, 1, '2026-05-25T08:59:59.999Z')).toBe('more');
    expect(nextOf(planned, 1, '2026-05-25T09:00:00.000Z')).toBe('close');
    expect(nextOf(having(planned, steps.feedback()), 1, monday)).toBe('close');
    expect(nextOf(planned, 2, monday)).toBe('end');
    expect(nextOf(dismissed(), 1, monday)).toBe('end');
    expect(nextOf(resting(), 1, monday)).toBe('end');
  });

  test('sends nothing while the process is somewhere else', () => {
    const draft = { dueAt: '2026-05-26T09:00:00.000Z', channel: 'email', purpose: 'News', personId: anna } as const;
    const now = '2026-05-25T10:00:00.000Z';
    const rested = having(resting(), { type: 'add-action', draft, fallbackOwnerId: owner }, { now });
    given(rested, { now: '2026-05-27T09:00:00.000Z' }).when(steps.act()).thenNothing();
    expect(rested.actions).toMatchObject([{ purpose: 'News' }]);
  });
});

import { describe, expect, test } from 'vitest';
import { contactVerdict, type Lane } from '#domain/contact-policy.ts';
import type { Customer, Person } from '#domain/customer.ts';
import { commit } from '#domain/evolve.ts';
import { MailId, PersonId } from '#domain/ids.ts';
import { Policy } from '#domain/policy.ts';
import { addDuration } from '#domain/time.ts';
import { anna, newcomer, until } from './customers.ts';
import { id, monday, policy } from './given.ts';

const willing = newcomer().people[0] as Person;
const verdict = (person: Partial<Person>, lane: Lane = 'marketing', customer = newcomer(), now = monday) =>
  contactVerdict(customer, { ...willing, ...person }, lane, policy, now);

const { email: _, ...withoutAddress } = willing;
const contactedAt = (...instants: string[]): Customer =>
  newcomer({ contacted: instants.map((at) => ({ personId: anna, at })) });

describe('the arbiter of contacts', () => {
  test('lets a mail go to a person who consented, within the hours, and says by which policy', () => {
    expect(verdict({})).toMatchObject({
      kind: 'go',
      explanation: { rule: 'contact-arbiter@1', policyVersion: 7, outcome: 'go' },
    });
  });

  test.each([
    ['no-consent', { consents: {} }],
    ['no-consent', { consents: { marketing: { granted: false, at: monday, text: 'x', source: 'form' } } }],
    ['bounce', { suppressed: 'bounce' }],
    ['complaint', { suppressed: 'complaint' }],
    ['unsubscribed', { suppressed: 'unsubscribed' }],
  ] as const)('drops a marketing mail: %s', (rule, person) => {
    expect(verdict(person)).toMatchObject({ kind: 'drop', rule, explanation: { outcome: rule } });
  });

  test('drops everything where there is no address, and everything to a dismissed customer', () => {
    expect(contactVerdict(newcomer(), withoutAddress, 'relationship', policy, monday)).toMatchObject({
      kind: 'drop',
      rule: 'no-address',
    });
    expect(verdict({}, 'relationship', newcomer({ status: 'dismissed' }))).toMatchObject({ rule: 'dismissed' });
  });

  test('a survey needs no marketing consent, but an address that receives', () => {
    expect(verdict({ consents: {} }, 'relationship')).toMatchObject({ kind: 'go' });
    expect(verdict({ suppressed: 'unsubscribed' }, 'relationship')).toMatchObject({ kind: 'go' });
    expect(verdict({ suppressed: 'bounce' }, 'relationship')).toMatchObject({ kind: 'drop', rule: 'bounce' });
    expect(verdict({ suppressed: 'complaint' }, 'relationship')).toMatchObject({ kind: 'drop', rule: 'complaint' });
  });

  test('a class that the policy withholds mail from gets none', () => {
    const valued = until('strategy', newcomer());
    const valuation = { ...(valued.valuation as NonNullable<Customer['valuation']>), class: 'lead' as const };
    expect(verdict({}, 'marketing', { ...valued, valuation })).toMatchObject({ kind: 'drop', rule: 'class-policy' });
    expect(verdict({}, 'relationship', { ...valued, valuation })).toMatchObject({ kind: 'go' });
  });

  test('holds outside the hours until they begin', () => {
    expect(verdict({}, 'marketing', newcomer(), '2026-03-07T10:00:00.000Z')).toMatchObject({
      kind: 'hold',
      rule: 'quiet-hours',
      until: '2026-03-09T07:00:00.000Z',
    });
  });

  test('the fourth message in thirty days goes, the fifth waits until the first of them is thirty days old', () => {
    const three = ['2026-02-10', '2026-02-17', '2026-02-24'].map((day) => `${day}T09:00:00.000Z`);
    expect(verdict({}, 'marketing', contactedAt(...three))).toMatchObject({ kind: 'go' });
    expect(verdict({}, 'marketing', contactedAt(...three, '2026-02-25T09:00:00.000Z'))).toMatchObject({
      kind: 'hold',
      rule: 'frequency-cap',
      until: '2026-03-12T09:00:00.000Z',
    });
    expect(verdict({}, 'relationship', contactedAt(...three, monday))).toMatchObject({ kind: 'go' });
  });

  test('messages to a colleague do not count', () => {
    const colleague = PersonId.parse('p2');
    const customer = newcomer({ contacted: Array.from({ length: 8 }, () => ({ personId: colleague, at: monday })) });
    expect(verdict({}, 'marketing', customer)).toMatchObject({ kind: 'go' });
  });

  test('a cap by months lets go on the day that it named, also at the end of a month', () => {
    const monthly = { ...policy, contact: { ...policy.contact, cap: { count: 1, per: 'P1M' } } };
    const customer = contactedAt('2027-01-29T09:00:00.000Z');
    const held = contactVerdict(customer, willing, 'marketing', monthly, '2027-02-02T09:00:00.000Z');
    expect(held).toMatchObject({ kind: 'hold', until: '2027-03-01T07:00:00.000Z' });
    const freed = contactVerdict(customer, willing, 'marketing', monthly, '2027-03-01T07:00:00.000Z');
    expect(freed).toMatchObject({ kind: 'go' });
  });
});

describe('what is remembered for the cap', () => {
  test('of each person the last ten messages, so that many people never lift the cap of one', () => {
    const people = Array.from({ length: 20 }, (_, index) => PersonId.parse(`p${index + 1}`));
    let customer = newcomer();
    for (let round = 0; round < 12; round++) {
      for (const personId of people) {
        const message = {
          mailId: MailId.parse(`${personId}.${round}`),
          template: 'proposition' as const,
          lane: 'marketing' as const,
          to: { kind: 'person' as const, id: personId },
          variant: 'first' as const,
        };
        const at = addDuration(monday, `PT${round}M`);
        const by = { kind: 'system', id: 'test' } as const;
        customer = commit(customer, [{ type: 'MailQueued', at, by, message }], id) ?? customer;
      }
    }
    for (const personId of people) {
      const kept = customer.contacted.filter((one) => one.personId === personId);
      expect(kept).toHaveLength(10);
      expect(kept.at(-1)?.at).toBe(addDuration(monday, 'PT11M'));
    }
  });

  test('a cap of more than is remembered is refused as policy', () => {
    const { version: _, ...shipped } = policy;
    const capped = (count: number) => ({ ...shipped, contact: { ...policy.contact, cap: { count, per: 'P30D' } } });
    expect(Policy.safeParse(capped(10)).success).toBe(true);
    expect(Policy.safeParse(capped(11)).success).toBe(false);
  });
});

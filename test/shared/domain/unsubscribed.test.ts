import { describe, expect, test } from 'vitest';
import type { Customer, Person } from '#domain/customer.ts';
import type { Command } from '#domain/decide.ts';
import { missingData } from '#domain/stages/acquisition.ts';
import { anna, consented, contact, inDelivery, newcomer, steps, until } from './customers.ts';
import { given, having, monday, policy } from './given.ts';

const consent = (granted: boolean): Command => ({
  type: 'record-consent',
  personId: anna,
  purpose: 'marketing',
  granted,
  text: 'Preferences page',
  source: 'preferences',
});
const left = having(inDelivery(), consent(false));
const annaOf = (customer: Customer | undefined) => customer?.people[0];
const closedBy = (changes: Partial<Person>) => {
  const customer = inDelivery();
  return { ...customer, people: customer.people.map((person) => ({ ...person, ...changes })) };
};

describe('somebody who unsubscribes', () => {
  test('is on the suppression list from that moment, with the reason, on card and timeline', () => {
    given(inDelivery())
      .when(consent(false))
      .thenEvents(
        { type: 'ConsentRecorded', consent: { granted: false } },
        { type: 'AddressSuppressed', personId: anna, reason: 'unsubscribed' },
        { type: 'SignalReceived', signal: { kind: 'unsubscribed' } },
      );
    expect(annaOf(left)?.suppressed).toBe('unsubscribed');
  });

  test('gets no offer any more, and the reason is that they left', () => {
    const [mail] = left.actions;
    given({ ...left, mailbox: [] }, { now: mail?.dueAt ?? monday })
      .when(steps.act())
      .thenEvents({ type: 'ContactHeld', rule: 'unsubscribed', why: { code: 'held.unsubscribed' } });
  });

  test('can still be asked by mail how satisfied they are', () => {
    const { actions } = until('delivery', having(newcomer(), consent(false)));
    expect(actions.map(({ channel }) => channel)).toEqual(['call', 'call', 'meeting', 'survey']);
  });

  test('has an address all the same: nobody is asked for it', () => {
    expect(missingData(left, policy)).toEqual([]);
  });

  test('is known to have left, also where the consent was withdrawn by a form before', () => {
    const withdrawn = having(newcomer(), {
      type: 'record-contact',
      contact: { ...contact, consents: [{ ...consented, granted: false }] },
    });
    given(withdrawn)
      .when(consent(false))
      .thenEvents(
        { type: 'AddressSuppressed', reason: 'unsubscribed' },
        { type: 'SignalReceived' },
        { type: 'SignalsTaken' },
      );
    given(left).when(consent(false)).thenNothing();
  });

  test('is written to again once they agree again', () => {
    expect(annaOf(having(left, consent(true)))?.suppressed).toBeUndefined();
    const byForm = having(left, { type: 'record-contact', contact });
    expect(annaOf(byForm)).toMatchObject({ consents: { marketing: { granted: true } } });
    expect(annaOf(byForm)?.suppressed).toBeUndefined();
  });

  test.each(['bounce', 'complaint'] as const)('does not make good a %s', (suppressed) => {
    const closed = closedBy({ suppressed });
    expect(annaOf(having(closed, consent(false)))?.suppressed).toBe(suppressed);
    expect(annaOf(having(having(closed, consent(false)), consent(true)))?.suppressed).toBe(suppressed);
  });
});

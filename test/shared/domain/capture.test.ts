import { describe, expect, test } from 'vitest';
import type { Contact } from '#domain/commands/capture.ts';
import { anna, capture, consented, contact, newcomer, owner, stranger } from './customers.ts';
import { given, having, monday, the } from './given.ts';

const again = (changes: Partial<Contact> = {}) =>
  ({ type: 'record-contact', contact: { ...contact, ...changes } }) as const;

describe('somebody new', () => {
  test('becomes a customer with what the form said, and its first cycle begins', () => {
    given(undefined)
      .when(capture)
      .thenEvents(
        {
          type: 'CustomerCaptured',
          at: monday,
          origin: 'form',
          ownerId: owner,
          people: [{ id: anna, name: 'Anna Rossi', email: 'anna@acme.example' }],
        },
        { type: 'InteractionRecorded', direction: 'in', personId: anna, summary: 'Asks for a quote.' },
        { type: 'CycleStarted', cycle: 1, endsAt: '2026-05-25T09:00:00.000Z', nextAt: '2026-05-31T09:00:00.000Z' },
      );
  });

  test('stands in acquisition with a next action from the first moment', () => {
    expect(newcomer()).toMatchObject({ status: 'active', stage: 'acquisition', version: 1, cycle: { number: 1 } });
  });

  test('keeps the proof of each consent: what was shown, when, where, and what was answered', () => {
    expect(newcomer().people[0]?.consents).toEqual({
      marketing: { granted: true, at: monday, text: consented.text, source: 'form' },
    });
  });

  test('a box that was left blank is kept as a consent that was not given', () => {
    const blank = { ...contact, consents: [{ ...consented, granted: false }] };
    expect(having(undefined, { ...capture, contact: blank }).people[0]?.consents.marketing?.granted).toBe(false);
  });

  test('may be a company of which nobody is known yet, without an owner', () => {
    expect(stranger()).toMatchObject({ people: [], interactions: { count: 1 } });
    expect(stranger().ownerId).toBeUndefined();
  });

  test('is captured once', () => {
    given(newcomer()).when(capture).thenRefused('customer.exists');
  });

  test('nothing can be done with somebody who was never captured', () => {
    given(undefined).when({ type: 'dismiss', note: '' }).thenRefused('customer.unknown');
  });
});

describe('the same person again', () => {
  test('is an interaction on the card, and a person of ours is asked to answer within a day', () => {
    given(newcomer())
      .when(again())
      .thenEvents(
        { type: 'InteractionRecorded', personId: anna },
        { type: 'SignalReceived', signal: { kind: 'interaction', personId: anna } },
        { type: 'SignalsTaken', count: 1 },
        {
          type: 'ActionPlanned',
          action: {
            purpose: 'answer-contact',
            personId: anna,
            owner: { kind: 'user', id: owner },
            dueAt: '2026-03-03T09:00:00.000Z',
          },
        },
      );
  });

  test('is asked to be answered once, however often the person writes', () => {
    const once = having(newcomer(), again());
    expect(having(once, again()).actions).toHaveLength(1);
    expect(having(once, again()).interactions.count).toBe(3);
  });

  test('is recognised by the address, the phone or the name', () => {
    for (const person of [
      { name: 'A. R.', email: 'anna@acme.example' },
      { name: 'A. R.', phone: '+390212345678' },
      { name: 'Dott.ssa ROSSI Anna' },
    ]) {
      expect(having(newcomer(), again({ person })).people).toHaveLength(1);
    }
  });

  test('a colleague at the same switchboard is somebody else, and so is their consent', () => {
    const silent = having(undefined, { ...capture, contact: { ...contact, consents: [] } });
    const colleague = { name: 'Bruno Bianchi', email: 'bruno@acme.example', phone: '+390212345678' };
    const { people } = having(silent, again({ person: colleague }));
    expect(people.map(({ consents }) => consents.marketing?.granted)).toEqual([undefined, true]);
  });

  test('two people whose names say nothing are two people', () => {
    const nameless = having(newcomer(), again({ person: { name: '-', email: 'x@acme.example' } }));
    expect(having(nameless, again({ person: { name: '?', email: 'y@acme.example' } })).people).toHaveLength(3);
  });

  test('what was not known of the person is added, what was known is not overwritten', () => {
    const events = given(newcomer()).when(
      again({ person: { name: 'Anna Rossi', email: 'other@acme.example', role: 'Buyer', dmuRole: 'purchasing' } }),
    ).events;
    expect(the(events, 'PersonChanged').changes).toEqual({
      otherEmails: ['other@acme.example'],
      role: 'Buyer',
      dmuRole: 'purchasing',
    });
  });

  test('an address that bounced gives way to the one the person writes from now, and mail is possible again', () => {
    const bounced = newcomer();
    const people = bounced.people.map((person) => ({ ...person, suppressed: 'bounce' as const }));
    const state = having({ ...bounced, people }, again({ person: { name: 'Anna Rossi', email: 'new@acme.example' } }));
    expect(state.people[0]).toMatchObject({ email: 'new@acme.example' });
    expect(state.people[0]?.suppressed).toBeUndefined();
  });

  test('a person who complained stays out of reach with any address', () => {
    const people = newcomer().people.map((person) => ({ ...person, suppressed: 'complaint' as const }));
    const state = having(newcomer({ people }), again({ person: { name: 'Anna Rossi', email: 'new@acme.example' } }));
    expect(state.people[0]).toMatchObject({ suppressed: 'complaint' });
  });

  test('a colleague is a new person on the same card', () => {
    given(newcomer())
      .when(again({ person: { name: 'Bruno Bianchi', email: 'bruno@acme.example' } }))
      .thenEvents(
        {
          type: 'PersonAdded',
          person: { id: 'p2', name: 'Bruno Bianchi', consents: { marketing: { granted: true } } },
        },
        { type: 'InteractionRecorded', personId: 'p2' },
        { type: 'SignalReceived' },
        { type: 'SignalsTaken' },
        { type: 'ActionPlanned' },
      );
  });

  test('a message that names nobody is an interaction too', () => {
    const { person: _, ...anonymous } = contact;
    const state = having(newcomer(), { type: 'record-contact', contact: anonymous });
    expect(state.interactions.count).toBe(2);
    expect(state.actions).toMatchObject([{ purpose: 'answer-contact' }]);
  });

  test('without an owner it waits in the mailbox for whoever delivers, or goes to who stands in', () => {
    expect(having(stranger(), again())).toMatchObject({ actions: [], mailbox: [{ kind: 'interaction' }] });
    const { owner: standIn } = having(stranger(), again(), { fallbackOwnerId: owner }).actions[0] ?? {};
    expect(standIn).toEqual({ kind: 'user', id: owner });
  });
});

describe('consents', () => {
  test('a new answer is recorded with its text, the same answer is not', () => {
    given(newcomer())
      .when(again({ consents: [consented, { purpose: 'profiling', granted: true, text: 'Tailored offers.' }] }))
      .thenEvents(
        { type: 'ConsentRecorded', purpose: 'profiling', consent: { granted: true, text: 'Tailored offers.' } },
        { type: 'InteractionRecorded' },
        { type: 'SignalReceived' },
        { type: 'SignalsTaken' },
        { type: 'ActionPlanned' },
      );
  });

  const withdrawn = { type: 'record-consent', personId: anna, purpose: 'marketing', granted: false } as const;
  const where = { text: 'Preferences page', source: 'preferences' };

  test('withdrawing marketing is recorded at once', () => {
    const { events, after: state } = given(newcomer()).when({ ...withdrawn, ...where });
    expect(the(events, 'ConsentRecorded').consent).toMatchObject({ granted: false, source: 'preferences', at: monday });
    expect(state?.people[0]?.consents.marketing?.granted).toBe(false);
  });

  test('withdrawing twice is withdrawing once', () => {
    given(having(newcomer(), { ...withdrawn, ...where }))
      .when({ ...withdrawn, ...where })
      .thenNothing();
  });

  test('of somebody who is not on the card are refused', () => {
    given(stranger())
      .when({ ...withdrawn, ...where })
      .thenRefused('person.unknown');
  });
});

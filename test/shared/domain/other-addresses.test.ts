import { describe, expect, test } from 'vitest';
import { effectsOf, identityKeys } from '#domain/effects.ts';
import { findPerson, mostOthers, type Named } from '#domain/people.ts';
import { anna, contact, newcomer } from './customers.ts';
import { given, having } from './given.ts';

const writes = (person: Named) => ({ type: 'record-contact', contact: { ...contact, person } }) as const;
const name = 'Anna Rossi';
const second = 'anna.rossi@mail.example';

describe('Somebody recognised who writes from a second address', () => {
  test('keeps both: mail goes to the first, and the second is theirs from now on', () => {
    const before = newcomer();
    const { events, after } = given(before).when(writes({ name, email: second, phone: '+393331234567' }));
    expect(after?.people).toMatchObject([
      { id: anna, email: 'anna@acme.example', otherEmails: [second], otherPhones: ['+393331234567'] },
    ]);
    const { keys } = effectsOf(before, after ?? before, events);
    expect(keys).toEqual([`email:${second}`, 'phone:+393331234567']);
  });

  test('is found by any of the addresses, however they are spelled', () => {
    const state = having(newcomer(), writes({ name, email: second, phone: '+393331234567' }));
    expect(findPerson(state, { name: 'A. R.', email: 'Anna.Rossi@MAIL.example' })?.id).toBe(anna);
    expect(findPerson(state, { name: 'A. R.', phone: '+39 333 123 4567' })?.id).toBe(anna);
    expect(having(state, writes({ name: 'A. R.', email: second })).people).toHaveLength(1);
  });

  test('says nothing new by writing from it again', () => {
    const state = having(newcomer(), writes({ name, email: second }));
    const { events } = given(state).when(writes({ name, email: second.toUpperCase() }));
    expect(events.map(({ type }) => type)).not.toContain('PersonChanged');
  });

  test('stays recognised by the address that bounced when another one takes its place', () => {
    const people = newcomer().people.map((person) => ({ ...person, suppressed: 'bounce' as const }));
    const state = having(newcomer({ people }), writes({ name, email: second }));
    expect(state.people[0]).toMatchObject({ email: second, otherEmails: ['anna@acme.example'] });
    expect(identityKeys(state)).toContain('email:anna@acme.example');
  });

  test('fills no card with addresses without end', () => {
    const emails = Array.from({ length: mostOthers + 3 }, (_, index) => `anna${index}@mail.example`);
    const state = emails.reduce((before, email) => having(before, writes({ name, email })), newcomer());
    expect(state.people[0]?.otherEmails).toEqual(emails.slice(0, mostOthers));
  });
});

describe('Two people of one company with the same name', () => {
  const first = { name: 'Mario Rossi', email: 'mario.rossi@acme.example' };
  const other = { name: 'ROSSI Mario', email: 'm.rossi@acme.example', phone: '+393331234567' };
  const known = newcomer({ domain: 'acme.example' });

  test.each([
    ['forms', writes],
    ['imports', (person: Named) => ({ type: 'keep-person', person }) as const],
  ])('are one person on the card when %s tell of them, and no address is lost', (_, told) => {
    const state = having(having(known, told(first)), told(other));
    const same = state.people.filter(({ name: called }) => called === first.name);
    expect(same).toMatchObject([{ email: first.email, otherEmails: [other.email], phone: other.phone }]);
    expect(identityKeys(state)).toEqual(
      expect.arrayContaining([`email:${first.email}`, `email:${other.email}`, `phone:${other.phone}`]),
    );
    expect(findPerson(state, { name: 'Somebody', email: other.email })?.name).toBe(first.name);
  });
});

describe('A person as another system knows them', () => {
  const kept = (person: Named) => ({ type: 'keep-person', person }) as const;

  test('is added when new, completed when known, and nobody has to answer them', () => {
    const state = having(newcomer(), kept({ name: 'Bruno Bianchi', email: 'bruno@acme.example' }));
    expect(state.people).toHaveLength(2);
    given(state)
      .when(kept({ name: 'Bruno Bianchi', email: second, role: 'Buyer' }))
      .thenEvents({ type: 'PersonChanged', changes: { otherEmails: [second], role: 'Buyer' } });
  });

  test('that the card knows already changes nothing', () => {
    given(newcomer())
      .when(kept({ name, email: 'anna@acme.example' }))
      .thenNothing();
  });
});

import { describe, expect, test } from 'vitest';
import type { Command } from '#domain/decide.ts';
import { capture, consented, contact, newcomer } from './customers.ts';
import { given, having, the } from './given.ts';

const long = { ...consented, text: 'We may write to you. '.repeat(500) };
const stranger = (number: number): Command => ({
  type: 'record-contact',
  contact: { ...contact, person: { name: `Person ${number}`, email: `p${number}@acme.example` }, consents: [long] },
});

describe('a card has room for what a card is for', () => {
  test('the text of a consent is whole in the log and shown by its beginning', () => {
    const { events, after } = given(undefined).when({ ...capture, contact: { ...contact, consents: [long] } });
    expect(the(events, 'CustomerCaptured').people[0]?.consents.marketing?.text).toBe(long.text);
    expect(after?.people[0]?.consents.marketing?.text).toHaveLength(501);
  });

  test('a form that is posted a thousand times with new names does not make it too heavy to be stored', () => {
    let customer = newcomer();
    for (let number = 1; number <= 1_000; number++) customer = having(customer, stranger(number));
    expect(customer.people).toHaveLength(100);
    expect(customer.interactions.count).toBe(1_001);
    expect(JSON.stringify(customer).length).toBeLessThan(150_000);
  });

  test('a person too many is refused when a colleague adds them', () => {
    const [person] = newcomer().people;
    const people = Array.from({ length: 100 }, () => ({ ...person, name: 'x' }) as NonNullable<typeof person>);
    given(newcomer({ people }))
      .when({ type: 'add-person', person: { name: 'One More' } })
      .thenRefused('person.too-many');
  });
});

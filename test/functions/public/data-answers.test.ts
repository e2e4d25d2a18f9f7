import { describe, expect, test } from 'vitest';
import type { Missing } from '#domain/policy.ts';
import { readAnswers, wrongAnswers } from '#functions/public/data-answers.ts';
import { newcomer } from '#test/shared/domain/customers.ts';

const customer = newcomer();
const read = (fields: Record<string, string>) => readAnswers(new URLSearchParams(fields), customer);
const wrong = async (fields: Record<string, string>, missing: readonly Missing[] = ['sector', 'email']) =>
  wrongAnswers(await read(fields), new URLSearchParams(fields), missing, 'en');

describe('what the owner answers to a request for data', () => {
  test('is about the first contact, its addresses as forms give them', async () => {
    expect(await read({ email: ' ANNA@Acme.example', phone: '(+39) 333 1335461' })).toEqual({
      person: { name: 'Anna Rossi', email: 'anna@acme.example', phone: '+393331335461' },
    });
  });

  test('may be a consent alone, which is the first contact’s', async () => {
    expect(await read({ consentMarketing: 'on', consentText: 'By phone, on Monday' })).toEqual({
      person: { name: 'Anna Rossi' },
      consentText: 'By phone, on Monday',
    });
  });

  test('is none when every field is blank, and the first field says so', async () => {
    expect(await wrong({ sector: ' ', email: '' })).toEqual({ sector: 'Fill in at least one field.' });
    expect(await wrong({ sector: 'Food' })).toEqual({});
  });

  test.each(['nora at nomail', 'a b@c.example', '<x>@c.example', 'a@localhost'])(
    'is corrected when %s is no address',
    async (email) => {
      expect(Object.keys(await wrong({ email }))).toEqual(['email']);
    },
  );

  test.each([
    ['333 1335461', '+393331335461'],
    ['0039 02 1234567', '+39021234567'],
    ['+41 44 668 18 00', '+41446681800'],
    ['(02) 12 34.567', '+39021234567'],
  ])('keeps the number %s as %s, by which it is found', async (phone, exact) => {
    expect((await read({ phone })).person?.phone).toBe(exact);
    expect(await wrong({ phone })).toEqual({});
  });

  test.each(['+39 12', '+391234', '12345'])('is corrected when %s can be no number', async (phone) => {
    expect(Object.keys(await wrong({ phone }))).toEqual(['phone']);
  });

  test('is corrected when a number is no telephone number, and when a consent has no text', async () => {
    expect(Object.keys(await wrong({ phone: 'ask Bob', consentMarketing: 'on' }))).toEqual(['phone', 'consentText']);
  });
});

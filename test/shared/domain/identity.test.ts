import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { companyKey, domainKey, emailKey, personKey, phoneKey } from '#domain/identity.ts';

describe('keys of identity', () => {
  test.each([
    ['Rossi & Figli S.r.l.', 'ROSSI E FIGLI srl'],
    ['Officine Orto S. r. l.', 'officine   orto'],
    ['Müller GmbH & Co. KG', 'Muller'],
    ['L’Oréal Italia S.p.A.', "L'Oreal Italia SpA"],
    ['Acme, Inc.', 'ACME Incorporated'],
    ['Smith and Sons Ltd', 'Smith & Sons Limited'],
    ['Società Cooperativa Alfa', 'societa cooperativa alfa'],
    ['A.B.C. S.n.c.', 'ABC'],
    ['株式会社', '株式会社'],
  ])('%s and %s are one company', (one, other) => {
    expect(companyKey(one)).toBe(companyKey(other));
    expect(companyKey(one)).toBeDefined();
  });

  test('a company whose name is a legal form keeps it, and different companies stay different', () => {
    expect(companyKey('SPA')).toBe('spa');
    expect(companyKey('Rossi Srl')).not.toBe(companyKey('Rossi Trasporti Srl'));
    expect(companyKey(' .,- ')).toBeUndefined();
  });

  test.each([
    ['Mario Rossi', 'ROSSI MARIO'],
    ['Dott.ssa Lucia De Santis', 'Lucia  de Santis'],
    ['Ing. Niccolò Dell’Orto', 'Niccolo DellOrto'],
    ['Søren Ångström', 'SØREN ANGSTRÖM'],
  ])('%s and %s are one person', (one, other) => {
    expect(personKey(one)).toBe(personKey(other));
  });

  test('domains and addresses are compared in ASCII and lower case', () => {
    expect(domainKey('Bücher.EXAMPLE.')).toBe('xn--bcher-kva.example');
    expect(emailKey(' Mario@Bücher.example')).toBe('mario@xn--bcher-kva.example');
    expect(emailKey('mario+x@acme.it')).not.toBe(emailKey('mario@acme.it'));
    expect([emailKey('@acme.it'), emailKey('mario'), domainKey('a b'), domainKey('a/b'), domainKey('')]).toEqual(
      Array(5).fill(undefined),
    );
  });

  test('phones are compared by their digits, with the country code only', () => {
    expect(phoneKey('+39 02 1234-5678')).toBe('+390212345678');
    expect(phoneKey('02 1234 5678')).toBeUndefined();
  });

  test('a key of a key is the same key', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        for (const key of [companyKey, personKey, emailKey, domainKey, phoneKey]) {
          const once = key(text);
          expect(once === undefined ? undefined : key(once)).toBe(once);
        }
      }),
    );
  });
});

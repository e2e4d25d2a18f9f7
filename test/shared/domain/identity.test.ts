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
    ['Rossi & C. S. r. l.', 'Rossi & C.'],
    ['Alfa S. c. a r. l.', 'ALFA Scarl'],
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
    for (const wrong of ['@acme.it', 'mario', 'mario@', 'mario@..', 'mario@acme..it', 'mario@.it'])
      expect(emailKey(wrong)).toBeUndefined();
    for (const wrong of ['', 'a b', 'a/b', '.', '..', '。', '.it', 'acme..it'])
      expect(domainKey(wrong)).toBeUndefined();
  });

  test('phones are compared by their digits, with the country code only', () => {
    expect(phoneKey('+39 02 1234-5678')).toBe('+390212345678');
    expect(phoneKey('02 1234 5678')).toBeUndefined();
  });

  test.each(Object.entries({ companyKey, personKey, emailKey, domainKey, phoneKey }))(
    'a key of a key is the same key: %s',
    (_name, key) => {
      const once = (text: string) => {
        const found = key(text);
        expect(found === undefined ? undefined : key(found)).toBe(found);
      };
      fc.assert(fc.property(fc.string({ unit: 'grapheme' }), once));
      fc.assert(fc.property(fc.string({ unit: telling }), once), { numRuns: 1_000 });
    },
  );
});

/** What the keys look at, and what Unicode folds into it. */
const telling = fc.constantFrom(
  ...".。．｡ @aASslrß&'’´İıK½²ﬁ+(1)-–_/:%0x\u0301\u00ad\u200b株اא",
  ...['and', ' srl', 'S. r. l.', ' & ', 'xn--', 'dott', 'é', '..'],
);

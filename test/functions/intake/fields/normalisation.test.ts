import { describe, expect, test } from 'vitest';
import { companyDomain } from '#functions/intake/fields/company-domain.ts';
import { normaliseEmail } from '#functions/intake/fields/email.ts';
import { acceptedLocale, normaliseLocale } from '#functions/intake/fields/locale.ts';
import { normalisePhone } from '#functions/intake/fields/phone.ts';
import { normaliseWebsite } from '#functions/intake/fields/website.ts';

describe('e-mail addresses', () => {
  test.each([
    ['  Mario.Rossi@ACME.IT ', 'mario.rossi@acme.it'],
    ['mario+fiera@acme.co.uk', 'mario+fiera@acme.co.uk'],
    ['info@Bücher.example', 'info@xn--bcher-kva.example'],
    ['info@例え.jp', 'info@xn--r8jz45g.jp'],
    ["o'brien@acme.ie", "o'brien@acme.ie"],
    ['a@sub.sub.acme.travel', 'a@sub.sub.acme.travel'],
  ])('%s is %s', (typed, expected) => {
    expect(normaliseEmail(typed)).toBe(expected);
  });

  test.each([
    '',
    'mario',
    '@acme.it',
    'mario@',
    'mario@acme',
    'mario@@acme.it',
    'mario rossi@acme.it',
    '.mario@acme.it',
    'mario.@acme.it',
    'ma..rio@acme.it',
    'mario@acme..it',
    'mario@-acme.it',
    'mario@127.0.0.1',
    'mario@[127.0.0.1]',
    'Mario <mario@acme.it>',
    'mario@acme.it, luigi@acme.it',
    'niccolò@acme.it',
    `${'x'.repeat(65)}@acme.it`,
    `a@${'x.'.repeat(130)}it`,
    'a@b.c',
    'a@b.1',
    'mailto:a@b',
    'a@b/c.it',
    'a@b:80.it',
  ])('"%s" is none', (typed) => {
    expect(normaliseEmail(typed)).toBeUndefined();
  });
});

describe('phone numbers', () => {
  test.each([
    ['02 1234 5678', undefined, '+390212345678'],
    ['(06) 69.82-1234', undefined, '+390669821234'],
    ['347/1234567', undefined, '+393471234567'],
    ['+39 347 123 4567', 'GB', '+393471234567'],
    ['0039 347 1234567', undefined, '+393471234567'],
    ['Tel.: 02 1234 5678', undefined, '+390212345678'],
    ['+1 (202) 555-0143', undefined, '+12025550143'],
    ['020 7946 0958', 'gb', '+442079460958'],
    ['02 1234 5678', 'Atlantis', '+390212345678'],
    ['(+39) 333-1335461', undefined, '+393331335461'],
    ['(0039)02 1234 5678', 'GB', '+390212345678'],
    ['３３３ １３３５４６１', undefined, '+393331335461'],
  ])('%s (%s) is %s', async (typed, country, expected) => {
    expect(await normalisePhone(typed, country)).toBe(expected);
  });

  test.each([
    '',
    '12',
    'non ce l’ho',
    '+39',
    '0000000000000000000000',
    '+999 123 456',
    'call 347 1234567 or 348 7654321',
    '9'.repeat(100),
  ])('"%s" is none', async (typed) => {
    expect(await normalisePhone(typed)).toBeUndefined();
  });
});

describe('the domain of a company', () => {
  test('comes from its website before its e-mail, without the sub-domain', async () => {
    expect(await companyDomain(['www.shop.acme.co.uk'], 'info@other.it')).toBe('acme.co.uk');
    expect(await companyDomain([undefined], 'info@mail.other.it')).toBe('other.it');
  });

  test.each([
    'mario@gmail.com',
    'mario@libero.it',
    'mario@hotmail.it',
    'mario@pec.it',
    'acme@legalmail.it',
    'x@yahoo.co.uk',
  ])('%s tells nothing of the company', async (email) => {
    expect(await companyDomain([], email)).toBeUndefined();
  });

  test('a page on a social network is no domain of the company, a page on a shared host is', async () => {
    expect(await companyDomain(['www.facebook.com'], 'x@gmail.com')).toBeUndefined();
    expect(await companyDomain(['acme.github.io'], undefined)).toBe('acme.github.io');
  });
});

describe('websites and languages', () => {
  test.each([
    ['acme.it', 'https://acme.it/', 'acme.it'],
    ['HTTP://WWW.Acme.IT/Contatti?x=1', 'http://www.acme.it/Contatti?x=1', 'www.acme.it'],
    ['//acme', undefined, undefined],
    ['n/a', undefined, undefined],
    ['ftp://acme.it', undefined, undefined],
    ['http://user:pass@acme.it', undefined, undefined],
    ['http://localhost/', undefined, undefined],
    ['http://169.254.169.254/latest', undefined, undefined],
  ])('%s -> %s', (typed, url, host) => {
    expect(normaliseWebsite(typed)).toEqual(url === undefined ? undefined : { url, host });
  });

  test('languages are known by tag or name; browsers’ preferences in their order', () => {
    expect(['it', 'it-IT', 'Italiano', 'EN_us', 'Inglese', 'de', ''].map(normaliseLocale)).toEqual([
      'it',
      'it',
      'it',
      'en',
      'en',
      undefined,
      undefined,
    ]);
    expect(acceptedLocale('de-DE,de;q=0.9,en;q=0.8,it;q=0.7')).toBe('en');
    expect(acceptedLocale('*')).toBeUndefined();
  });
});

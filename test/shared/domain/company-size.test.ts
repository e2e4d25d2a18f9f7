import { expect, test } from 'vitest';
import { companySize } from '#domain/company-size.ts';

test.each([
  ['120', 120],
  ['0', 0],
  ['1.200', 1200],
  ['1,200', 1200],
  ['1 200', 1200],
  ['1\u00a0200', 1200],
  ["1'200", 1200],
  ['1.234.567', 1_234_567],
  ['1,234,567 people', 1_234_567],
  ['1.200,00', 1200],
  ['1,200.50', 1200],
  ['12.5', 12],
  ['12,5', 12],
  ['1.2345', 1],
  ['1,5 mila', 1500],
  ['2k', 2000],
  ['2 thousand', 2000],
  ['11-50', 11],
  ['50-100', 50],
  ['50 – 100', 50],
  ['51-200 employees', 51],
  ['1.000-5.000', 1000],
  ['1,001 to 5,000', 1001],
  ['da 50 a 100', 50],
  ['tra 50 e 100', 50],
  ['between 50 and 100', 50],
  ['500+', 500],
  ['> 500', 500],
  ['più di 500', 500],
  ['oltre 1.000 dipendenti', 1000],
  ['more than 500', 500],
  ['circa 200', 200],
  ['~200', 200],
  ['meno di 10', 9],
  ['< 10', 9],
  ['fewer than 10', 9],
  ['fino a 10', 10],
  ['120 kg', 120],
] as const)('"%s" is a company of %i people', (text, people) => {
  expect(companySize(text)).toBe(people);
});

test.each(['', 'many', 'più di', '-5', '- 5', '99999999999999999999999', '10.000.001', '12.000 mila'])(
  '"%s" says no size',
  (text) => {
    expect(companySize(text)).toBeUndefined();
  },
);

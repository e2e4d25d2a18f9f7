import { describe, expect, test } from 'vitest';
import { compileField, type Scope } from '#local/cli/mapping/compile-field.ts';
import { compileSource } from '#local/cli/mapping/compile-source.ts';
import { Field } from '#local/cli/mapping/field.ts';
import { createLookup } from '#local/cli/mapping/lookup.ts';

const products = createLookup('products.csv', ['product', 'price'], 'product', [
  { product: 'GTX Pro', price: '4821' },
  { product: 'GTX Plus Pro', price: '' },
]);

const scope: Scope = {
  file: 'deals.csv',
  columns: ['a', 'b'],
  lookups: new Map([['products', products]]),
  shift: undefined,
};

function read(field: unknown, a: string, more: Partial<Scope> = {}) {
  return compileField(Field.parse(field), { ...scope, ...more })({ a, b: '' });
}

const date = (format: string, zone?: string) => ({ column: 'a', as: { date: format, ...(zone && { zone }) } });
const amount = (options: object = {}) => ({ column: 'a', as: { amount: options } });

describe('A field of a mapping', () => {
  test('is a column, a constant, a template or the first of several that is not empty', () => {
    expect(read('a', 'x')).toBe('x');
    expect(read('a', '')).toBeUndefined();
    expect(read({ constant: 7 }, 'x')).toBe(7);
    const address = { template: "{{ a | slugify: 'latin' | replace: '-', '.' }}@crm.example" };
    expect(read(address, "Niccolò D'Alò")).toBe('niccolo.d.alo@crm.example');
    expect(read(address, '')).toBeUndefined();
    expect(read({ firstOf: ['b', 'a', { constant: 'z' }] }, 'x')).toBe('x');
    expect(read({ firstOf: ['b', 'a', { constant: 'z' }] }, '')).toBe('z');
  });

  test('reads two-figure years, keeps the day in every time zone, and refuses what is no date', () => {
    expect(read(date('dd-MM-yy'), '20-10-16')).toBe('2016-10-20T12:00:00.000Z');
    expect(read(date('iso'), '2026-02-28')).toBe('2026-02-28T12:00:00.000Z');
    expect(read(date('iso'), '2026-02-28T08:30:00+01:00')).toBe('2026-02-28T07:30:00.000Z');
    expect(read(date('dd/MM/yyyy HH:mm', 'Europe/Rome'), '29/03/2026 09:15')).toBe('2026-03-29T07:15:00.000Z');
    expect(() => read(date('dd-MM-yy'), '31-02-17')).toThrow('"31-02-17" is not a date of the form dd-MM-yy');
    expect(() => read(date('dd-MM-yy'), '2017-02-01')).toThrow('is not a date');
  });

  test('moves dates by calendar months, to the last day of a shorter month', () => {
    expect(read(date('dd-MM-yy'), '31-12-17', { shift: 'P8Y10M' })).toBe('2026-10-31T12:00:00.000Z');
    expect(read(date('dd-MM-yy'), '30-04-17', { shift: 'P8Y10M' })).toBe('2026-02-28T12:00:00.000Z');
  });

  test('turns amounts into minor units exactly', () => {
    expect(read(amount(), '1054')).toBe(105_400);
    expect(read(amount({ unit: 1_000_000 }), '1100.04')).toBe(110_004_000_000);
    expect(read(amount({ decimal: ',' }), '1.234,50')).toBe(123_450);
    expect(read(amount(), '-0.10')).toBe(-10);
    expect(read(amount(), '0.1')).toBe(10);
    for (const [text, reason] of [
      ['0.005', 'more exact than a cent'],
      ['12,34', 'is not an amount'],
      ['1e5', 'is not an amount'],
      ['EUR 5', 'is not an amount'],
      ['99999999999999999', 'too large'],
    ] as const) {
      expect(() => read(amount(), text), text).toThrow(reason);
    }
    expect(() => read({ column: 'a', as: 'integer' }, '1.5')).toThrow('not a whole number');
  });

  test('looks into other tables without regard to spaces and case', () => {
    const name = { lookup: 'products', by: 'a', take: 'product' };
    expect(read(name, 'GTXPro')).toBe('GTX Pro');
    expect(read({ ...name, take: 'price', as: { amount: {} } }, 'gtx  pro')).toBe(482_100);
    expect(read({ ...name, take: 'price' }, 'GTX Plus Pro')).toBeUndefined();
    expect(() => read(name, 'GTX Ultra')).toThrow('"GTX Ultra" is not in products.csv');
    expect(read({ ...name, missing: 'empty' }, 'GTX Ultra')).toBeUndefined();
  });

  test('translates values; an unknown one is refused, kept or dropped as the mapping says', () => {
    const map = { Won: 'won', Lost: null };
    expect(read({ column: 'a', map }, 'Won')).toBe('won');
    expect(read({ column: 'a', map }, 'Lost')).toBeUndefined();
    expect(() => read({ column: 'a', map }, 'toString')).toThrow('"toString" is none of Won, Lost');
    expect(read({ column: 'a', map, others: 'keep' }, 'Open')).toBe('Open');
    expect(read({ column: 'a', map, others: 'empty' }, 'Open')).toBeUndefined();
  });

  test('that names what is not there is refused before a row is read', () => {
    expect(() => read('c', '')).toThrow('deals.csv has no column "c"; it has a, b');
    expect(() => read({ template: '{{ c }}' }, '')).toThrow('no column "c"');
    expect(() => read({ template: '{{ a | shout }}' }, '')).toThrow('undefined filter: shout');
    expect(() => read({ lookup: 'prices', by: 'a', take: 'price' }, '')).toThrow('no table "prices"');
    expect(() => read({ lookup: 'products', by: 'a', take: 'cost' }, '')).toThrow('no column "cost"');
    expect(() => read({ from: 'opportunities', by: 'most' }, '')).toThrow('only companies');
    expect(() => read({ colum: 'a' }, '')).toThrow('expected the name of a column');
  });
});

describe('A row', () => {
  const fields = { companyKey: Field.parse('a'), name: Field.parse('b') };
  const consents = [
    {
      purpose: 'marketing' as const,
      granted: Field.parse({ column: 'a', map: { yes: 'true', no: 'false' }, others: 'empty' }),
      text: Field.parse({ constant: 'I agree.' }),
    },
  ];

  test('of a person carries the consents that the file knows of', () => {
    const row = compileSource('people', { file: 'p.csv', fields, consents }, scope, 'people[0]');
    expect(row(2, { a: 'no', b: 'Ada' })).toEqual({
      line: 2,
      companyKey: 'no',
      name: 'Ada',
      consents: [{ purpose: 'marketing', granted: false, text: 'I agree.' }],
    });
    expect(row(3, { a: 'Acme', b: 'Ada' })).toEqual({ line: 3, companyKey: 'Acme', name: 'Ada' });
  });

  test('is refused with the field and its column when something needed is empty', () => {
    const row = compileSource('people', { file: 'p.csv', fields }, scope, 'people[0]');
    expect(() => row(2, { a: '', b: 'x\ty' })).toThrow(
      'companyKey (column a) is empty; name: must be one line without control characters',
    );
  });

  test('stands for the later ones of the same distinct value', () => {
    const row = compileSource('people', { file: 'p.csv', distinct: 'b', fields }, scope, 'people[0]');
    expect([1, 2, 3].map((line) => row(line, { a: `c${line}`, b: line === 3 ? 'B' : 'A' })?.line)).toEqual([
      1,
      undefined,
      3,
    ]);
    expect(() => compileSource('people', { file: 'p.csv', distinct: 'x', fields }, scope, 'people[0]')).toThrow(
      'people[0].distinct: deals.csv has no column "x"',
    );
  });
});

import fc from 'fast-check';

/** A value as it stands in a request, which may be none that the service takes. */
export type Given = { readonly [type: string]: unknown };

const text = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom('a', 'b', 'ab', 'S', 'N', 'M', 'abc', '0', ' ') },
  { weight: 2, arbitrary: fc.string({ unit: 'grapheme', maxLength: 6 }) },
  { weight: 1, arbitrary: fc.constantFrom('', 'è', '日本', '😀', 'e\u0301', '\u0000', '"quoted"', '\\', '\u2028') },
);

const ordinary = fc.oneof(
  fc.integer({ min: -3, max: 12 }).map(String),
  fc.double({ noNaN: true, min: -1e6, max: 1e6 }).map(String),
);
const odd = fc.constantFrom(
  '-0',
  '0.0',
  '007',
  '1.50',
  '.5',
  '5.',
  '+5',
  '1e5',
  '1E+5',
  '12e-3',
  '1e-130',
  '-1e-130',
  '9.9999999999999999999999999999999999999e125',
  '-9.9999999999999999999999999999999999999E+125',
  '12345678901234567890123456789012345678',
  '0.00000000000000000000000000000000000001',
  '100000000000000000000000000000000000000000000000',
  '0e125',
  '0e-130',
);
const wrong = fc.constantFrom(
  '',
  ' ',
  ' 1',
  '1 ',
  'one',
  '--1',
  '1e',
  '1e126',
  '-1e126',
  '1e-131',
  '-1e-131',
  '123456789012345678901234567890123456789',
  '1.00000000000000000000000000000000000001e0',
  'NaN',
  'Infinity',
  '0x10',
  '1,5',
  '1_000',
);
export const number: fc.Arbitrary<string> = fc.oneof({ weight: 6, arbitrary: ordinary }, { weight: 3, arbitrary: odd });

const binary = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('AA==', 'AAE=', 'YWI=', 'YWJj', '/+8=') },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 5 }).map((bytes) => Buffer.from(bytes).toString('base64')) },
);

const members = <T>(member: fc.Arbitrary<T>) => fc.uniqueArray(member, { minLength: 1, maxLength: 3 });

const scalar: fc.Arbitrary<Given> = fc.oneof(
  text.map((S) => ({ S })),
  number.map((N) => ({ N })),
  binary.map((B) => ({ B })),
  fc.boolean().map((BOOL) => ({ BOOL })),
  fc.constant({ NULL: true }),
);

const set: fc.Arbitrary<Given> = fc.oneof(
  members(fc.constantFrom('a', 'b', 'ab', 'è')).map((SS) => ({ SS })),
  members(fc.constantFrom('0', '1', '2', '-1', '1.5', '1e3')).map((NS) => ({ NS })),
  members(fc.constantFrom('AA==', 'YWI=', 'YWJj')).map((BS) => ({ BS })),
);

export const names = ['a', 'b', 'c', 'l', 'm', 'n', 's', 'size', 'è', 'with.dot'] as const;
export const name: fc.Arbitrary<string> = fc.constantFrom(...names);

const { value: sound } = fc.letrec<{ value: Given; list: Given; map: Given }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    { weight: 5, arbitrary: scalar },
    { weight: 3, arbitrary: set },
    { weight: 2, arbitrary: tie('list') },
    { weight: 2, arbitrary: tie('map') },
  ),
  list: fc.array(tie('value'), { maxLength: 3 }).map((L) => ({ L })),
  map: fc.dictionary(name, tie('value'), { maxKeys: 3, noNullPrototype: true }).map((M) => ({ M })),
}));

/** A value that the service takes. */
export const soundValue: fc.Arbitrary<Given> = sound;

const brokenLeaf: fc.Arbitrary<Given> = fc.oneof(
  wrong.map((N) => ({ N })),
  fc.constantFrom<Given>(
    {},
    { NULL: false },
    { SS: [] },
    { NS: [] },
    { BS: [] },
    { SS: [''] },
    { SS: ['a', 'a'] },
    { NS: ['1', '1.0'] },
    { NS: ['1', 'x'] },
    { BS: [''] },
    { BS: ['AA==', 'AA=='] },
    { S: 'a', N: '1' },
    { S: 'a', N: 'x' },
    { L: [], M: {} },
    { M: { '': { S: 'a' } } },
    { SS: ['a'], NS: ['1', '1'] },
  ),
);

/** A value with something in it that the service does not take. */
export const brokenValue: fc.Arbitrary<Given> = fc.oneof(
  { weight: 4, arbitrary: brokenLeaf },
  { weight: 1, arbitrary: brokenLeaf.map((leaf) => ({ L: [{ S: 'a' }, leaf] })) },
  { weight: 1, arbitrary: brokenLeaf.map((leaf) => ({ M: { a: leaf } })) },
);

/** Mostly sound. */
export const value: fc.Arbitrary<Given> = fc.oneof(
  { weight: 30, arbitrary: sound },
  { weight: 1, arbitrary: brokenValue },
);

import fc from 'fast-check';
import { type Given, soundValue, value } from './values.ts';

/** The parameters of a request that says what it says with expressions. */
export type Parameters = { readonly [parameter: string]: unknown };

const nameReferences = { '#a': 'a', '#b': 'b', '#l': 'l', '#m': 'm', '#size': 'size', '#dot': 'with.dot', '#è': 'è' };
const name = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('a', 'b', 'c', 'l', 'm', 'n', 's') },
  { weight: 4, arbitrary: fc.constantFrom('#a', '#b', '#l', '#m', '#size', '#dot') },
  { weight: 1, arbitrary: fc.constantFrom('pk', 'sk', 'Name', 'date', '#undefined', 'attribute_exists', 'g1', 'x1') },
);
const step = fc.oneof(
  { weight: 2, arbitrary: name.map((inner) => `.${inner}`) },
  { weight: 2, arbitrary: fc.constantFrom('[0]', '[1]', '[2]', '[7]') },
  { weight: 1, arbitrary: fc.constantFrom('[01]', '[ 0 ]', '[-1]', '[a]') },
);
const soundStep = fc.oneof(
  name.map((inner) => `.${inner}`),
  fc.constantFrom('[0]', '[1]', '[2]', '[7]'),
);
const path = fc.oneof(
  { weight: 8, arbitrary: name },
  {
    weight: 5,
    arbitrary: fc
      .tuple(name, fc.array(soundStep, { minLength: 1, maxLength: 3 }))
      .map(([first, steps]) => first + steps.join('')),
  },
  { weight: 1, arbitrary: fc.tuple(name, step).map(([first, steps]) => first + steps) },
);
const reference = fc.oneof(
  { weight: 30, arbitrary: fc.constantFrom(':s', ':n', ':b', ':t', ':z', ':ss', ':ns', ':bs', ':l', ':m', ':x', ':y') },
  { weight: 1, arbitrary: fc.constantFrom(':undefined', ':', ':-') },
);

/** What the references mean when nothing better is said: one of each type, and two that may be anything. */
const meanings: Readonly<Record<string, fc.Arbitrary<Given>>> = {
  ':s': fc.constantFrom({ S: 'a' }, { S: 'ab' }, { S: '' }, { S: 'S' }, { S: 'N' }, { S: 'SS' }),
  ':n': fc.constantFrom({ N: '1' }, { N: '-2.5' }, { N: '0' }, { N: '2' }),
  ':b': fc.constantFrom({ B: 'AA==' }, { B: 'YWI=' }),
  ':t': fc.constantFrom({ BOOL: true }, { BOOL: false }),
  ':z': fc.constant({ NULL: true }),
  ':ss': fc.constantFrom({ SS: ['a', 'b'] }, { SS: ['a'] }),
  ':ns': fc.constantFrom({ NS: ['1', '2'] }, { NS: ['1'] }),
  ':bs': fc.constantFrom({ BS: ['AA==', 'YWI='] }, { BS: ['AA=='] }),
  ':l': fc.array(soundValue, { maxLength: 2 }).map((L) => ({ L })),
  ':m': fc.constantFrom({ M: {} }, { M: { a: { N: '1' } } }),
  ':x': value,
  ':y': soundValue,
};

const size = path.map((of) => `size(${of})`);
const operand = fc.oneof(
  { weight: 6, arbitrary: path },
  { weight: 6, arbitrary: reference },
  { weight: 2, arbitrary: size },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '(a)',
      'size(:s)',
      'size(:n)',
      'size(size(a))',
      'contains(a, :s)',
      'unknown(a)',
      '((a))',
      'Size(a)',
    ),
  },
);
const comparator = fc.constantFrom('=', '<>', '<', '<=', '>', '>=');
const list = (items: fc.Arbitrary<string>, minLength: number, maxLength: number) =>
  fc.array(items, { minLength, maxLength }).map((each) => each.join(', '));

const call = fc.oneof(
  fc.tuple(fc.constantFrom('attribute_exists', 'attribute_not_exists'), path).map(([f, of]) => `${f}(${of})`),
  path.map((of) => `attribute_type(${of}, :s)`),
  fc
    .tuple(fc.constantFrom('begins_with', 'contains'), operand, operand)
    .map(([f, one, other]) => `${f}(${one}, ${other})`),
  fc
    .tuple(
      fc.constantFrom(
        'attribute_exists',
        'attribute_type',
        'contains',
        'begins_with',
        'size',
        'if_not_exists',
        'list_append',
        'what',
        'Contains',
      ),
      list(operand, 0, 3),
    )
    .map(([f, all]) => `${f}(${all})`),
);
const { condition } = fc.letrec<{ condition: string }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    { weight: 6, arbitrary: fc.tuple(operand, comparator, operand).map((parts) => parts.join(' ')) },
    { weight: 3, arbitrary: call },
    {
      weight: 1,
      arbitrary: fc.tuple(operand, operand, operand).map(([one, low, high]) => `${one} BETWEEN ${low} AND ${high}`),
    },
    { weight: 1, arbitrary: fc.tuple(operand, list(operand, 1, 3)).map(([one, all]) => `${one} IN (${all})`) },
    {
      weight: 2,
      arbitrary: fc
        .tuple(tie('condition'), fc.constantFrom('AND', 'OR', 'and'), tie('condition'))
        .map((parts) => parts.join(' ')),
    },
    { weight: 1, arbitrary: tie('condition').map((inner) => `NOT ${inner}`) },
    { weight: 1, arbitrary: tie('condition').map((inner) => `(${inner})`) },
  ),
}));

const substitute = fc.tuple(path, fc.oneof(operand)).map(([one, other]) => `if_not_exists(${one}, ${other})`);
const term = fc.oneof(
  { weight: 3, arbitrary: path },
  { weight: 5, arbitrary: reference },
  { weight: 2, arbitrary: substitute },
);
const assigned = fc.oneof(
  { weight: 6, arbitrary: term },
  { weight: 4, arbitrary: fc.tuple(term, fc.constantFrom('+', '-'), term).map((parts) => parts.join(' ')) },
  { weight: 3, arbitrary: fc.tuple(term, term).map(([one, other]) => `list_append(${one}, ${other})`) },
  { weight: 1, arbitrary: fc.tuple(term, term).map(([one, other]) => `(${one} + ${other})`) },
  {
    weight: 1,
    arbitrary: fc.oneof(
      call,
      size,
      fc.constantFrom(':n + :n + :n', 'a + size(b)', 'list_append(:l)', 'if_not_exists(a)', 'if_not_exists(:s, a)'),
    ),
  },
);
const sections = [
  list(
    fc.tuple(path, assigned).map(([to, what]) => `${to} = ${what}`),
    1,
    3,
  ).map((all) => `SET ${all}`),
  list(path, 1, 3).map((all) => `REMOVE ${all}`),
  list(
    fc.tuple(path, fc.constantFrom(':n', ':ss', ':ns', ':bs', ':x')).map((pair) => pair.join(' ')),
    1,
    2,
  ).map((all) => `ADD ${all}`),
  list(
    fc.tuple(path, fc.constantFrom(':ss', ':ns', ':bs', ':x')).map((pair) => pair.join(' ')),
    1,
    2,
  ).map((all) => `DELETE ${all}`),
];
const update = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .shuffledSubarray(sections, { minLength: 1, maxLength: 3 })
      .chain((some) => fc.tuple(...some))
      .map((all) => all.join(' ')),
  },
  { weight: 1, arbitrary: fc.array(fc.oneof(...sections), { minLength: 2, maxLength: 3 }).map((all) => all.join(' ')) },
);
const projection = list(path, 1, 4);

/** Takes a word or sign out, or puts one in, where it falls. */
const damage = fc.record({
  at: fc.nat(30),
  put: fc.constantFrom(
    '',
    '',
    '(',
    ')',
    ',',
    'AND',
    'SET',
    '=',
    ':',
    '#',
    '&',
    '.',
    '[',
    ']',
    'a',
    ':s',
    '1',
    '"',
    'NOT',
    '-',
  ),
});
const damaged = (sound: fc.Arbitrary<string>) =>
  fc.tuple(sound, damage).map(([text, { at, put }]) => {
    const words = text.split(/\b/);
    words.splice(at % (words.length + 1), put === '' ? 1 : 0, put);
    return words.join('');
  });
const mostlySound = (sound: fc.Arbitrary<string>) =>
  fc.oneof(
    { weight: 12, arbitrary: sound },
    { weight: 1, arbitrary: damaged(sound) },
    { weight: 1, arbitrary: fc.constantFrom('', ' ', 'a', '=') },
  );

const texts = {
  ConditionExpression: mostlySound(condition),
  UpdateExpression: mostlySound(update),
  ProjectionExpression: mostlySound(projection),
};
type Kind = keyof typeof texts;

/** Expressions with what they refer to, sometimes a name or value too few or too many. */
export function expressions(wanted: readonly Kind[]): fc.Arbitrary<Parameters> {
  const all = fc.tuple(...wanted.map((kind) => texts[kind].map((text) => [kind, text] as const)));
  return fc
    .tuple(all, fc.record(meanings), fc.option(fc.constantFrom('drop', 'add', 'break'), { freq: 10 }), fc.nat(20))
    .map(([read, values, flaw, at]) => parametersOf(Object.fromEntries(read), values, flaw, at));
}

function parametersOf(read: Parameters, values: Parameters, flaw: string | null, at: number): Parameters {
  const text = Object.values(read).join(' ');
  const used = (prefix: string, known: Parameters) =>
    Object.fromEntries(
      Object.entries(known).filter(
        ([key]) => new RegExp(`${key}(?![A-Za-z0-9_])`).test(text) && key.startsWith(prefix),
      ),
    );
  const names = used('#', nameReferences);
  const meant = used(':', values);
  if (flaw === 'drop') {
    const all = [...Object.keys(names), ...Object.keys(meant)];
    const gone = all[at % Math.max(1, all.length)] ?? '';
    delete names[gone];
    delete meant[gone];
  }
  if (flaw === 'add') Object.assign(at % 2 ? names : meant, at % 2 ? { '#unused': 'u' } : { ':unused': { S: 'u' } });
  if (flaw === 'break')
    Object.assign(
      at % 2 ? names : meant,
      at % 2 ? { [at % 3 ? 'a' : '#']: 'u' } : { [at % 3 ? 's' : ':']: { S: 'u' } },
    );
  return {
    ...read,
    ...(Object.keys(names).length > 0 && { ExpressionAttributeNames: names }),
    ...(Object.keys(meant).length > 0 && { ExpressionAttributeValues: meant }),
  };
}

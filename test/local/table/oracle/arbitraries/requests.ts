import fc from 'fast-check';
import { expressions } from './expressions.ts';
import { type AskedTable, askedTables } from './tables.ts';
import { brokenValue, type Given, name, soundValue, value } from './values.ts';

export type Request = { readonly operation: string; readonly input: Readonly<Record<string, unknown>> };

type Item = Readonly<Record<string, Given>>;

/** Few, so that requests meet the items of others. */
const keyValues = {
  S: ['a', 'b'].map((S) => ({ S })),
  N: ['1', '2.0', '-3'].map((N) => ({ N })),
  B: ['AA==', 'YWI='].map((B) => ({ B })),
} as const;

const soundKey = ({ hash, range }: AskedTable): fc.Arbitrary<Item> =>
  fc.record({
    [hash.name]: fc.constantFrom<Given>(...keyValues[hash.type]),
    ...(range && { [range.name]: fc.constantFrom<Given>(...keyValues[range.type]) }),
  });

/** All of them. */
export function keysOf({ hash, range }: AskedTable): Item[] {
  return keyValues[hash.type].flatMap((first) =>
    range
      ? keyValues[range.type].map((second) => ({ [hash.name]: first, [range.name]: second }))
      : [{ [hash.name]: first }],
  );
}

const strangeKey = (table: AskedTable): fc.Arbitrary<Item> =>
  fc.oneof(
    fc
      .tuple(
        soundKey(table),
        fc.constantFrom('pk', 'sk'),
        fc.oneof(value, brokenValue, fc.constantFrom<Given>({ S: '' }, { B: '' })),
      )
      .map(([key, part, strange]) => ({ ...key, [part]: strange })),
    fc
      .tuple(soundKey(table), fc.constantFrom('pk', 'sk'))
      .map(([key, part]) => Object.fromEntries(Object.entries(key).filter(([each]) => each !== part))),
    fc.tuple(soundKey(table), name, value).map(([key, more, strange]) => ({ ...key, [more]: strange })),
    fc.constant({}),
    fc
      .constantFrom(2048, 2049, 1024, 1025)
      .map((size) => ({ pk: { S: 'x'.repeat(size) }, sk: { B: Buffer.alloc(size).toString('base64') } })),
  );

const key = (table: AskedTable) =>
  fc.oneof({ weight: 16, arbitrary: soundKey(table) }, { weight: 1, arbitrary: strangeKey(table) });

/** Attributes that indexes are keyed by are mostly of the type that they want. */
const attributes: fc.Arbitrary<Item> = fc
  .tuple(
    fc.dictionary(name, value, { maxKeys: 5, noNullPrototype: true }),
    fc.record(
      {
        a: fc.oneof(
          { weight: 4, arbitrary: fc.constantFrom({ S: 'a' }, { S: 'ab' }) },
          { weight: 1, arbitrary: soundValue },
        ),
        n: fc.oneof(
          { weight: 4, arbitrary: fc.constantFrom({ N: '1' }, { N: '5' }) },
          { weight: 1, arbitrary: soundValue },
        ),
        s: fc.oneof(
          { weight: 4, arbitrary: fc.constantFrom({ S: 's' }, { S: '' }) },
          { weight: 1, arbitrary: soundValue },
        ),
        b: fc.oneof(
          { weight: 4, arbitrary: fc.constantFrom({ B: 'AA==' }, { B: '' }) },
          { weight: 1, arbitrary: soundValue },
        ),
        l: fc.array(soundValue, { maxLength: 3 }).map((L) => ({ L })),
        m: fc.dictionary(name, soundValue, { maxKeys: 3, noNullPrototype: true }).map((M) => ({ M })),
      },
      { requiredKeys: [] },
    ),
  )
  .map(([any, usual]) => ({ ...any, ...usual }));

const comparison = fc.constantFrom(
  'EQ',
  'NE',
  'LT',
  'LE',
  'GT',
  'GE',
  'IN',
  'BETWEEN',
  'BEGINS_WITH',
  'CONTAINS',
  'NOT_CONTAINS',
  'NULL',
  'NOT_NULL',
);
const values = fc.oneof(
  { weight: 3, arbitrary: fc.array(value, { minLength: 1, maxLength: 1 }) },
  { weight: 2, arbitrary: fc.array(fc.constantFrom({ S: 'a' }, { N: '1' }, { N: '2' }, { S: 'b' }), { maxLength: 3 }) },
);
const expectation = fc.oneof(
  { weight: 3, arbitrary: fc.record({ Value: value, Exists: fc.constant(true) }, { requiredKeys: ['Value'] }) },
  { weight: 1, arbitrary: fc.constant({ Exists: false }) },
  { weight: 4, arbitrary: fc.record({ ComparisonOperator: comparison, AttributeValueList: values }) },
  { weight: 1, arbitrary: fc.constantFrom({ ComparisonOperator: 'NULL' }, { ComparisonOperator: 'NOT_NULL' }) },
  {
    weight: 1,
    arbitrary: fc.record(
      { ComparisonOperator: comparison, AttributeValueList: values, Value: value, Exists: fc.boolean() },
      { requiredKeys: [] },
    ),
  },
);
const expected = fc.record(
  {
    Expected: fc.dictionary(name, expectation, { minKeys: 0, maxKeys: 3, noNullPrototype: true }),
    ConditionalOperator: fc.constantFrom('AND', 'OR'),
  },
  { requiredKeys: ['Expected'] },
);
const attributeUpdates = fc
  .dictionary(
    fc.oneof({ weight: 12, arbitrary: name }, { weight: 1, arbitrary: fc.constantFrom('pk', 'sk') }),
    fc.record({ Action: fc.constantFrom('PUT', 'ADD', 'DELETE'), Value: value }, { requiredKeys: [] }),
    { maxKeys: 3, noNullPrototype: true },
  )
  .map((AttributeUpdates) => ({ AttributeUpdates }));

const optional = (some: fc.Arbitrary<object>, freq = 1) => fc.option(some, { freq, nil: {} });
const reports = fc.record(
  {
    ReturnConsumedCapacity: fc.constantFrom('TOTAL', 'INDEXES', 'NONE'),
    ReturnItemCollectionMetrics: fc.constantFrom('SIZE', 'NONE'),
    ReturnValuesOnConditionCheckFailure: fc.constantFrom('ALL_OLD', 'NONE'),
  },
  { requiredKeys: [] },
);
const returned = (...words: string[]) =>
  optional(
    fc
      .oneof(
        { weight: 9, arbitrary: fc.constantFrom(...words) },
        { weight: 1, arbitrary: fc.constantFrom('UPDATED_NEW', 'ALL_NEW', 'UPDATED_OLD') },
      )
      .map((ReturnValues) => ({ ReturnValues })),
  );
const condition = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  { weight: 4, arbitrary: expressions(['ConditionExpression']) },
  { weight: 2, arbitrary: expected },
);

const together = (...parts: readonly fc.Arbitrary<object>[]) =>
  fc.tuple(...parts).map((all) => Object.assign({}, ...all) as Record<string, unknown>);
const keyed = (table: AskedTable) => key(table).map((Key) => ({ Key }));

const put = (table: AskedTable) =>
  together(
    fc.tuple(attributes, key(table)).map(([rest, own]) => ({ Item: { ...rest, ...own } })),
    condition,
    returned('ALL_OLD', 'NONE'),
    reports,
  );
const remove = (table: AskedTable) => together(keyed(table), condition, returned('ALL_OLD', 'NONE'), reports);
const update = (table: AskedTable) =>
  together(
    keyed(table),
    fc.oneof(
      { weight: 5, arbitrary: expressions(['UpdateExpression']) },
      { weight: 4, arbitrary: expressions(['UpdateExpression', 'ConditionExpression']) },
      { weight: 3, arbitrary: together(attributeUpdates, optional(expected)) },
      { weight: 1, arbitrary: together(attributeUpdates, expressions(['ConditionExpression'])) },
      { weight: 1, arbitrary: fc.constant({}) },
    ),
    returned('ALL_OLD', 'NONE', 'UPDATED_OLD', 'UPDATED_NEW', 'ALL_NEW'),
    reports,
  );
const get = (table: AskedTable) =>
  together(
    keyed(table),
    fc.oneof(
      fc.constant({}),
      expressions(['ProjectionExpression']),
      fc.array(name, { minLength: 1, maxLength: 3 }).map((AttributesToGet) => ({ AttributesToGet })),
    ),
    optional(fc.boolean().map((ConsistentRead) => ({ ConsistentRead }))),
    optional(fc.constantFrom('TOTAL', 'INDEXES').map((ReturnConsumedCapacity) => ({ ReturnConsumedCapacity }))),
  );

/** Anything that can be asked of one item of one of the tables. */
export const request: fc.Arbitrary<Request> = fc
  .constantFrom(...askedTables)
  .chain((table) =>
    fc.oneof(
      { weight: 3, arbitrary: asked('PutItem', table, put(table)) },
      { weight: 5, arbitrary: asked('UpdateItem', table, update(table)) },
      { weight: 1, arbitrary: asked('DeleteItem', table, remove(table)) },
      { weight: 2, arbitrary: asked('GetItem', table, get(table)) },
    ),
  );

function asked(operation: string, { name: TableName }: AskedTable, input: fc.Arbitrary<object>): fc.Arbitrary<Request> {
  return input.map((rest) => ({ operation, input: { TableName, ...rest } }));
}

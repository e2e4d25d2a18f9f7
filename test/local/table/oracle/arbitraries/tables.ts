type Part = { readonly name: string; readonly type: 'S' | 'N' | 'B' };

/** A table to ask, with what its key attributes may be. */
export type AskedTable = {
  readonly name: string;
  readonly hash: Part;
  readonly range?: Part;
  readonly input: object;
};

const hash = (name: string) => ({ AttributeName: name, KeyType: 'HASH' });
const range = (name: string) => ({ AttributeName: name, KeyType: 'RANGE' });
const all = { ProjectionType: 'ALL' };

function table(
  name: string,
  parts: readonly [Part, Part?],
  more: object = {},
  attributes: readonly Part[] = [],
): AskedTable {
  const [first, second] = parts;
  const own = second ? [first, second] : [first];
  return {
    name,
    hash: first,
    ...(second && { range: second }),
    input: {
      TableName: name,
      AttributeDefinitions: [...own, ...attributes].map((part) => ({
        AttributeName: part.name,
        AttributeType: part.type,
      })),
      KeySchema: [hash(first.name), ...(second ? [range(second.name)] : [])],
      BillingMode: 'PAY_PER_REQUEST',
      ...more,
    },
  };
}

/** Keys of all types, with and without a sort key and indexes. */
export const askedTables: readonly AskedTable[] = [
  table('plain', [{ name: 'pk', type: 'S' }]),
  table('numbers', [
    { name: 'pk', type: 'N' },
    { name: 'sk', type: 'B' },
  ]),
  table(
    'indexed',
    [
      { name: 'pk', type: 'S' },
      { name: 'sk', type: 'N' },
    ],
    {
      GlobalSecondaryIndexes: [
        { IndexName: 'by-a', KeySchema: [hash('a')], Projection: { ProjectionType: 'KEYS_ONLY' } },
        {
          IndexName: 'by-n-s',
          KeySchema: [hash('n'), range('s')],
          Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['m'] },
        },
      ],
      LocalSecondaryIndexes: [{ IndexName: 'with-b', KeySchema: [hash('pk'), range('b')], Projection: all }],
    },
    [
      { name: 'a', type: 'S' },
      { name: 'n', type: 'N' },
      { name: 's', type: 'S' },
      { name: 'b', type: 'B' },
    ],
  ),
];

type Input = Readonly<Record<string, unknown>>;

const v = (value: object) => ({ ExpressionAttributeValues: { ':v': value } });
const set = (UpdateExpression: string, value?: object) => ({ UpdateExpression, ...(value && v(value)) });
const expected = (expectation: object) => ({ Expected: { x: expectation } });
const long = (size: number) => ({ S: 'x'.repeat(size) });
/** The bytes of the other attributes of the item that is put: names and values of its key. */
const own = 2 + 1 + 2 + 2;

/** Updates of an item that is there. */
export const changes: readonly Input[] = [
  {},
  { AttributeUpdates: {} },
  { AttributeUpdates: { x: { Action: 'DELETE' } } },
  { AttributeUpdates: { y: { Action: 'DELETE', Value: { SS: ['x'] } } } },
  { AttributeUpdates: { y: { Action: 'DELETE', Value: { SS: ['x', 'y'] } } } },
  { AttributeUpdates: { q: { Action: 'ADD', Value: { N: '2' } } } },
  { AttributeUpdates: { l: { Action: 'ADD', Value: { L: [{ N: '9' }] } } } },
  { AttributeUpdates: { x: { Action: 'ADD', Value: { SS: ['a'] } } } },
  { AttributeUpdates: { y: { Action: 'DELETE', Value: { NS: ['1'] } } } },
  { AttributeUpdates: { '': { Value: { N: '1' } } } },
  set('REMOVE x'),
  set('REMOVE zz, m.zz, l[7]'),
  set('REMOVE l[1], m.b'),
  set('REMOVE l[0] SET l[2] = :v', { N: '7' }),
  set('SET l[9] = :v, l[7] = x', { N: '7' }),
  set('SET m.b = :v, m.d = m.c, x = m.b', { N: '7' }),
  set('SET x = x + :v, l = list_append(l, l)', { N: '0.5' }),
  set('SET q = if_not_exists(zz, if_not_exists(x, :v))', { N: '5' }),
  set('SET q = zz'),
  set('SET q.r = :v', { N: '7' }),
  set('SET x.r = :v', { N: '7' }),
  set('SET m[0] = :v', { N: '7' }),
  set('SET q = m + :v', { N: '7' }),
  set('ADD zz :v, x :v', { N: '-2' }),
  set('ADD y :v', { SS: ['x', 'z'] }),
  set('ADD y :v', { NS: ['1'] }),
  set('DELETE y :v', { SS: ['x', 'y'] }),
  set('DELETE x :v', { SS: ['x'] }),
];

/** The item's key is added where there is none. */
export const requests: readonly (readonly [operation: string, input: Input])[] = [
  ['UpdateItem', set('SET pk = :v', { S: 'z' })],
  ['UpdateItem', set('SET pk.x = :v', { S: 'z' })],
  ['UpdateItem', set('SET a.x = :v', { S: 'z' })],
  ['UpdateItem', set('SET q = a.x, r = :v', { S: 'z' })],
  ['UpdateItem', set('SET a = :v', { S: '' })],
  ['UpdateItem', { AttributeUpdates: { a: { Value: { S: '' } } } }],
  ['UpdateItem', { AttributeUpdates: { pk: { Action: 'DELETE' } } }],
  ['UpdateItem', { ...set('SET q = :v', { S: 'z' }), ConditionExpression: 'pk.x = :v' }],
  ['DeleteItem', { ConditionExpression: 'size(a[0]) = :v', ...v({ N: '1' }) }],
  ['GetItem', { ProjectionExpression: 'x, sk.z' }],
  ...[-1, 0, 1].map(
    (more) => ['PutItem', { Item: { pk: { S: 'a' }, sk: { N: '1' }, d: long(409_600 - own - 1 + more) } }] as const,
  ),
  ...[2047, 2048, 2049].map((size) => ['GetItem', { Key: { pk: long(size), sk: { N: '1' } } }] as const),
  ...['ALL_NEW', 'UPDATED_OLD'].map((ReturnValues) => ['DeleteItem', { ReturnValues }] as const),
  ...['ALL_NEW', 'UPDATED_OLD'].map(
    (ReturnValues) => ['DeleteItem', { ReturnValues, ConditionExpression: '==' }] as const,
  ),
  ...[
    {},
    { pk: { S: 'a' } },
    { pk: { N: '1' }, sk: { N: '1' } },
    { pk: { S: '' }, sk: { N: '1' } },
    { pk: {}, sk: { N: '1' } },
  ].map((Key) => ['GetItem', { Key }] as const),
  ['DeleteItem', { ConditionExpression: 'x = :v', ...v({ N: '2' }), ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }],
  ['DeleteItem', { ...expected({ Value: { N: '2' } }), ReturnValuesOnConditionCheckFailure: 'ALL_OLD' }],
  ['DeleteItem', { ...expected({ Value: { N: '1.0' } }), ReturnValues: 'ALL_OLD' }],
  ['GetItem', { AttributesToGet: ['x'], ProjectionExpression: 'x' }],
  ['GetItem', { AttributesToGet: ['x', 'x'] }],
  ['GetItem', { AttributesToGet: [''] }],
  ['GetItem', { ExpressionAttributeNames: { '#a': 'a' } }],
  ['GetItem', { ProjectionExpression: 'a', ExpressionAttributeNames: {} }],
  ['DeleteItem', { Expected: {}, ConditionExpression: 'a = b' }],
  ['DeleteItem', { ConditionalOperator: 'AND' }],
  ['DeleteItem', { ConditionalOperator: 'AND', Expected: {} }],
  ['DeleteItem', { ConditionalOperator: 'AND', ...expected({ Exists: false }) }],
  ['DeleteItem', { ExpressionAttributeNames: { '#a': 'a' } }],
  ['DeleteItem', { ExpressionAttributeValues: { ':a': { S: 'a' } } }],
  ...[
    {},
    { Exists: true },
    { Exists: false, Value: { S: 'a' } },
    { ComparisonOperator: 'EQ' },
    { ComparisonOperator: 'NULL', AttributeValueList: [{ S: 'a' }] },
    { AttributeValueList: [{ S: 'a' }] },
    { ComparisonOperator: 'EQ', AttributeValueList: [] },
    { ComparisonOperator: 'BETWEEN', AttributeValueList: [{ S: 'b' }, { S: 'a' }] },
    { ComparisonOperator: 'BETWEEN', AttributeValueList: [{ S: 'b' }, { N: '1' }] },
    { ComparisonOperator: 'IN', AttributeValueList: [] },
    { ComparisonOperator: 'LT', AttributeValueList: [{ SS: ['b'] }] },
    { ComparisonOperator: 'CONTAINS', AttributeValueList: [{ SS: ['b'] }] },
    { ComparisonOperator: 'BEGINS_WITH', AttributeValueList: [{ N: '1' }] },
    { ComparisonOperator: 'NOT_CONTAINS', AttributeValueList: [{ L: [] }] },
    { Value: { S: 'a', N: '1' } },
    { Value: {} },
  ].map((expectation) => ['DeleteItem', expected(expectation)] as const),
];

/** Where the service is told to answer so and DynamoDB Local answers otherwise; see the list of known differences for the sources. */
export const deviations: readonly (readonly [operation: string, input: Input, message: string])[] = [
  [
    'UpdateItem',
    set('SET a = :v', { N: '1' }),
    'One or more parameter values were invalid: Type mismatch for Index Key a Expected: S Actual: N IndexName: by-a',
  ],
  [
    'UpdateItem',
    set('SET a = x'),
    'The update expression attempted to update the secondary index key to unsupported type',
  ],
  [
    'UpdateItem',
    set('SET a = :v', long(2049)),
    'The update expression attempted to update the secondary index key beyond allowed size limits',
  ],
  // https://github.com/scylladb/scylladb/blob/master/test/alternator/test_number.py
  [
    'UpdateItem',
    set('SET q = :v', { N: '0e126' }),
    '1 validation error detected: ExpressionAttributeValues contains invalid value: Number overflow. Attempting to store a number with magnitude larger than supported range for key :v',
  ],
];

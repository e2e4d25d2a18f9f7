import { describe, expect, test } from 'vitest';
import type { TableError } from '#local/table/table-error.ts';
import type { Shape } from '#local/table/wire/kinds/shape.ts';
import { readInput } from '#local/table/wire/read-input.ts';
import { shapes } from '#local/table/wire/shapes.ts';

/** Builds `{ [a]: { [b]: value } }` from the path `a.b`; a path's `0` is the first of a list. */
function at(path: string, value: unknown): unknown {
  return path.split('.').reduceRight((inner, part) => (part === '0' ? [inner] : { [part]: inner }), value);
}

function refusal(shape: Shape<unknown>, value: unknown): string {
  try {
    readInput(shape, value);
  } catch (error) {
    const { name, message } = error as TableError;
    expect(name).toBe('SerializationException');
    return message;
  }
  return 'nothing refused';
}

const object = 'Start of structure or map found where not expected';
const numbers = [23, -2147483648, 2147483648];
const listOf = (java: string) => `Unrecognized collection type ${java}`;
const noClass =
  "class sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl cannot be cast to class java.lang.Class (sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl and java.lang.Class are in module java.base of loader 'bootstrap')";
const singles = [...numbers, 34.56, true, false, '23'];

/** What is refused at a place, by its type, with the text in which it is. */
const refusals = {
  text: [
    ...numbers.map((value) => [value, 'NUMBER_VALUE cannot be converted to String'] as const),
    [34.56, 'DECIMAL_VALUE cannot be converted to String'],
    [true, 'TRUE_VALUE cannot be converted to String'],
    [false, 'FALSE_VALUE cannot be converted to String'],
    [[], listOf('class java.lang.String')],
    [{}, object],
  ],
  boolean: [
    ...numbers.map((value) => [value, 'NUMBER_VALUE cannot be converted to Boolean'] as const),
    [34.56, 'DECIMAL_VALUE cannot be converted to Boolean'],
    ['23', 'Unexpected token received from parser'],
    [[], listOf('class java.lang.Boolean')],
    [{}, object],
  ],
  integer: [
    ['23', 'STRING_VALUE cannot be converted to Integer'],
    [true, 'TRUE_VALUE cannot be converted to Integer'],
    [[], listOf('class java.lang.Integer')],
    [{}, object],
  ],
  long: [
    ['23', 'STRING_VALUE cannot be converted to Long'],
    [false, 'FALSE_VALUE cannot be converted to Long'],
    [[], listOf('class java.lang.Long')],
    [{}, object],
  ],
  blob: [
    ...[...numbers, 34.56, true].map(
      (value) => [value, 'only base-64-encoded strings are convertible to bytes'] as const,
    ),
    ['23456', 'Base64 encoded length is expected a multiple of 4 bytes but found: 5'],
    ['=+/=', 'Invalid last non-pad Base64 character dectected'],
    ['+/+=', 'Invalid last non-pad Base64 character dectected'],
    [[], listOf('class java.nio.ByteBuffer')],
    [{}, object],
  ],
  list: [...singles.map((value) => [value, 'Unexpected field type'] as const), [{}, object]],
  'list in a map': [...singles.map((value) => [value, noClass] as const), [{}, object]],
  map: singles.map((value) => [value, 'Unexpected field type'] as const),
  'map in a list': singles.map((value) => [value, noClass] as const),
  'structure in a field': singles.map((value) => [value, 'Unexpected field type'] as const),
  'structure in a list or map': singles.map((value) => [value, 'Unexpected value type in payload'] as const),
} satisfies Record<string, readonly (readonly [unknown, string])[]>;

const valuePlaces = (path: string): [string, keyof typeof refusals][] => [
  [path, 'structure in a list or map'],
  [`${path}.S`, 'text'],
  [`${path}.N`, 'text'],
  [`${path}.B`, 'blob'],
  [`${path}.BOOL`, 'boolean'],
  [`${path}.NULL`, 'boolean'],
  [`${path}.SS`, 'list'],
  [`${path}.SS.0`, 'text'],
  [`${path}.NS.0`, 'text'],
  [`${path}.BS`, 'list'],
  [`${path}.BS.0`, 'blob'],
  [`${path}.L`, 'list'],
  [`${path}.L.0`, 'structure in a list or map'],
  [`${path}.L.0.BS.0`, 'blob'],
  [`${path}.M`, 'map'],
  [`${path}.M.a`, 'structure in a list or map'],
];

const places: Record<string, [keyof typeof shapes, [string, keyof typeof refusals][]]> = {
  'an item': ['PutItem', [['TableName', 'text'], ['Item', 'map'], ...valuePlaces('Item.a')]],
  'an expected value': [
    'DeleteItem',
    [
      ['Expected.a', 'structure in a list or map'],
      ['Expected.a.Exists', 'boolean'],
      ['Expected.a.Value', 'structure in a field'],
      ...valuePlaces('Expected.a.AttributeValueList.0'),
    ],
  ],
  'a page': [
    'Scan',
    [
      ['Limit', 'integer'],
      ['ConsistentRead', 'boolean'],
      ['AttributesToGet', 'list'],
      ['AttributesToGet.0', 'text'],
      ['ExpressionAttributeNames', 'map'],
      ['ExpressionAttributeNames.a', 'text'],
    ],
  ],
  'a batch of keys': [
    'BatchGetItem',
    [
      ['RequestItems', 'map'],
      ['RequestItems.cards', 'structure in a list or map'],
      ['RequestItems.cards.Keys', 'list'],
      ['RequestItems.cards.Keys.0', 'map in a list'],
    ],
  ],
  'a batch of writes': [
    'BatchWriteItem',
    [
      ['RequestItems.cards', 'list in a map'],
      ['RequestItems.cards.0', 'structure in a list or map'],
      ['RequestItems.cards.0.PutRequest', 'structure in a field'],
      ...valuePlaces('RequestItems.cards.0.PutRequest.Item.a'),
    ],
  ],
  'a table': [
    'CreateTable',
    [
      ['ProvisionedThroughput', 'structure in a field'],
      ['ProvisionedThroughput.ReadCapacityUnits', 'long'],
      ['KeySchema', 'list'],
      ['KeySchema.0', 'structure in a list or map'],
      ['KeySchema.0.KeyType', 'text'],
    ],
  ],
};

describe('A member of the wrong type is refused in the words of the service', () => {
  const rows = Object.entries(places).flatMap(([title, [operation, list]]) =>
    list.map(([path, kind]) => ({ title, operation, path, kind })),
  );
  test.each(rows)('in $title, at $path: $kind', ({ operation, path, kind }) => {
    for (const [value, message] of refusals[kind]) {
      expect([value, refusal(shapes[operation], at(path, value))]).toEqual([value, message]);
    }
  });

  const api = 'com.amazonaws.dynamodb.v20120810';
  test.each<[keyof typeof shapes, string, string]>([
    ['PutItem', 'Item', `java.util.Map<java.lang.String, ${api}.AttributeValue>`],
    ['PutItem', 'Item.a', `class ${api}.AttributeValue`],
    ['PutItem', 'Item.a.L.0.M', `java.util.Map<java.lang.String, ${api}.AttributeValue>`],
    ['UpdateItem', 'AttributeUpdates.a.Value', `class ${api}.AttributeValue`],
    ['DeleteItem', 'Expected.a', `class ${api}.ExpectedAttributeValue`],
    ['Scan', 'ExpressionAttributeNames', 'java.util.Map<java.lang.String, java.lang.String>'],
    ['BatchGetItem', 'RequestItems.cards.Keys.0', `java.util.Map<java.lang.String, ${api}.AttributeValue>`],
    ['BatchWriteItem', 'RequestItems', `java.util.Map<java.lang.String, java.util.List<${api}.WriteRequest>>`],
    ['BatchWriteItem', 'RequestItems.cards.0', `class ${api}.WriteRequest`],
    ['CreateTable', 'ProvisionedThroughput', `class ${api}.ProvisionedThroughput`],
  ])('a list in %s at %s is told with what should be there', (operation, path, java) => {
    expect(refusal(shapes[operation], at(path, []))).toBe(listOf(java));
  });

  test('the first in the order of the body is told', () => {
    expect(refusal(shapes.Scan, { Limit: '5', IndexName: 5 })).toBe('STRING_VALUE cannot be converted to Integer');
    expect(refusal(shapes.Scan, { IndexName: 5, Limit: '5' })).toBe('NUMBER_VALUE cannot be converted to String');
  });
});

describe('What is read', () => {
  test('null stands for an absent member, and what nobody knows is left out', () => {
    const input = readInput(shapes.Scan, {
      TableName: 'cards',
      IndexName: null,
      Limit: null,
      AttributesToGet: ['a', null],
      More: 5,
    });
    expect(input).toEqual({ TableName: 'cards', AttributesToGet: ['a'] });
  });

  test.each([
    [{ SS: ['x', null] }, 'An string set may not have a null string as a member'],
    [{ BS: [null] }, 'Binary sets may not contain null or empty values'],
  ])('a set has no member of null: %j', (set, message) => {
    const input = { TableName: 'cards', Item: { a: set } };
    expect(() => readInput(shapes.PutItem, input)).toThrow(`One or more parameter values were invalid: ${message}`);
  });

  test('a value of null is one without a type, and a member of null in a number set is an empty one', () => {
    const Item = { a: null, b: { L: [null] }, c: { NS: ['1', null] }, d: { S: 'y', N: null, Other: 1 } };
    const input = readInput(shapes.PutItem, { TableName: 'cards', Item });
    expect(input.Item).toEqual(
      Object.assign(Object.create(null), { a: {}, b: { L: [{}] }, c: { NS: ['1', ''] }, d: { S: 'y' } }),
    );
  });

  test.each([
    ['Scan', { ScanFilter: { a: null } }, "Value null at 'scanFilter.a.member.comparisonOperator'"],
    ['Query', { KeyConditions: { a: null } }, "Value null at 'keyConditions.a.member.comparisonOperator'"],
    [
      'BatchGetItem',
      { RequestItems: { abc: { Keys: [{}] }, def: null } },
      "Value null at 'requestItems.def.member.keys'",
    ],
    ['BatchWriteItem', { RequestItems: { abc: [{}], def: null } }, 'Map value must satisfy constraint'],
    ['TransactGetItems', { TransactItems: [null] }, "Value null at 'transactItems.1.member.get'"],
  ] as const)(
    'null among the members of a list or a map is one without members, and not passed over: %s %j',
    (operation, input, told) => {
      const read = () => readInput<unknown>(shapes[operation], { TableName: 'cards', ...input });
      expect(read).toThrow(told);
    },
  );

  test('an expectation of null is one that says nothing, not none', () => {
    const { Expected } = readInput(shapes.PutItem, { TableName: 'cards', Item: {}, Expected: { a: null } });
    expect(Expected).toEqual(Object.assign(Object.create(null), { a: {} }));
  });

  test('every name is an attribute and nothing else', () => {
    const { Item } = readInput(shapes.PutItem, JSON.parse('{"TableName":"cards","Item":{"__proto__":{"S":"x"}}}'));
    expect(Object.entries(Item)).toEqual([['__proto__', { S: 'x' }]]);
    expect('constructor' in Item).toBe(false);
  });

  test('numbers are cut to whole ones of their size', () => {
    expect(readInput(shapes.Scan, { TableName: 'cards', Limit: 5.9 }).Limit).toBe(5);
    expect(readInput(shapes.Scan, { TableName: 'cards', Limit: JSON.parse('1e400') }).Limit).toBe(2_147_483_647);
  });

  test('words can stand for truth values', () => {
    expect(readInput(shapes.Scan, { TableName: 'cards', ConsistentRead: 'TRUE' }).ConsistentRead).toBe(true);
    expect(readInput(shapes.Scan, { TableName: 'cards', ConsistentRead: 'no' }).ConsistentRead).toBe(false);
  });

  test('a table may be named by its ARN, which stays what it is: it need not be of this account', () => {
    const arn = 'arn:aws:dynamodb:eu-west-1:000000000000:table/cards';
    expect(readInput(shapes.DescribeTable, { TableName: arn }).TableName).toBe(arn);
    const { RequestItems } = readInput(shapes.BatchGetItem, { RequestItems: { [arn]: { Keys: [{}] } } });
    expect(Object.keys(RequestItems)).toEqual([arn]);
  });
});

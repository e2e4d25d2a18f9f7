import { describe, expect, test } from 'vitest';
import type { TableError } from '#local/table/table-error.ts';
import { readInput } from '#local/table/wire/read-input.ts';
import { type OperationName, shapes } from '#local/table/wire/shapes.ts';

function refusal(operation: OperationName, input: object): string {
  try {
    readInput<unknown>(shapes[operation], input);
  } catch (error) {
    const { name, message } = error as TableError;
    expect(name).toBe('ValidationException');
    return message;
  }
  return 'nothing refused';
}

const errors = (...violations: string[]) =>
  `${violations.length} validation error${violations.length === 1 ? '' : 's'} detected: ${violations.join('; ')}`;
const broken = (value: string, at: string, constraint: string) =>
  `Value ${value} at '${at}' failed to satisfy constraint: ${constraint}`;
const absent = (at: string) => broken('null', at, 'Member must not be null');
const pattern = 'Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+';
const noLess = (length: number) => `Member must have length greater than or equal to ${length}`;
const noMore = (length: number) => `Member must have length less than or equal to ${length}`;

describe('All constraints that a request breaks are told in one error', () => {
  test('what is required and absent, and words that are none of those known', () => {
    expect(refusal('GetItem', { ReturnConsumedCapacity: 'hi' })).toBe(
      errors(
        broken("'hi'", 'returnConsumedCapacity', 'Member must satisfy enum value set: [INDEXES, TOTAL, NONE]'),
        absent('tableName'),
        absent('key'),
      ),
    );
    expect(refusal('PutItem', { TableName: 'cards', Item: {}, ReturnValues: 'hi' })).toBe(
      errors(
        broken(
          "'hi'",
          'returnValues',
          'Member must satisfy enum value set: [ALL_NEW, UPDATED_OLD, ALL_OLD, NONE, UPDATED_NEW]',
        ),
      ),
    );
  });

  test('the names of tables', () => {
    const get = (TableName: string) => refusal('UpdateItem', { TableName, Key: {} });
    expect(get('')).toBe(errors(broken("''", 'tableName', noLess(1))));
    expect(get('ab')).toBe(errors(broken("'ab'", 'tableName', noLess(3))));
    expect(get('a;')).toBe(errors(broken("'a;'", 'tableName', noLess(3)), broken("'a;'", 'tableName', pattern)));
    expect(get('abc;')).toBe(errors(broken("'abc;'", 'tableName', pattern)));
    const long = 'a'.repeat(256);
    expect(get(long)).toBe(errors(broken(`'${long}'`, 'tableName', noMore(255))));
    const longest = 'a'.repeat(1025);
    expect(get(longest)).toBe(errors(broken(`'${longest}'`, 'tableName', noMore(1024))));
  });

  test.each(['CreateTable', 'UpdateTable', 'DescribeTable', 'DeleteTable', 'UpdateTimeToLive'] as const)(
    '%s looks for the name of its table before all else',
    (operation) => {
      const message = "The parameter 'TableName' is required but was not present in the request";
      expect(refusal(operation, {})).toBe(message);
    },
  );

  test('members of lists, with their places', () => {
    const input = {
      TableName: 'cards',
      AttributeDefinitions: [{}, { AttributeName: 'b', AttributeType: 'SS' }],
      KeySchema: [{ KeyType: 'HASH' }, { AttributeName: 'a', KeyType: 'Woop' }],
      ProvisionedThroughput: { ReadCapacityUnits: 0, WriteCapacityUnits: 1 },
    };
    expect(refusal('CreateTable', input)).toBe(
      errors(
        absent('attributeDefinitions.1.member.attributeType'),
        absent('attributeDefinitions.1.member.attributeName'),
        broken("'SS'", 'attributeDefinitions.2.member.attributeType', 'Member must satisfy enum value set: [B, N, S]'),
        absent('keySchema.1.member.attributeName'),
        broken("'Woop'", 'keySchema.2.member.keyType', 'Member must satisfy enum value set: [HASH, RANGE]'),
        broken("'0'", 'provisionedThroughput.readCapacityUnits', 'Member must have value greater than or equal to 1'),
      ),
    );
  });

  test('a list that is too short or too long is shown as Java shows it', () => {
    const element = (name: string) => ({ AttributeName: name, KeyType: 'HASH' });
    const create = (KeySchema: object[]) =>
      refusal('CreateTable', { TableName: 'cards', AttributeDefinitions: [], KeySchema });
    expect(create([])).toBe(errors(broken("'[]'", 'keySchema', noLess(1))));
    const shown = ['a', 'b', 'c'].map((name) => `KeySchemaElement(attributeName=${name}, keyType=HASH)`).join(', ');
    expect(create(['a', 'b', 'c'].map(element))).toBe(errors(broken(`'[${shown}]'`, 'keySchema', noMore(2))));
    expect(refusal('TransactWriteItems', { TransactItems: [] })).toBe(
      errors(broken("'[]'", 'transactItems', noLess(1))),
    );
    const TransactItems = Array.from({ length: 101 }, () => ({}));
    expect(refusal('TransactWriteItems', { TransactItems })).toMatch(
      /^1 validation error detected: Value '\[TransactWriteItem\(.*\)\]' at 'transactItems' failed to satisfy constraint: Member must have length less than or equal to 100$/,
    );
  });

  test('batches, by the names of their tables and the number of their requests', () => {
    const sizes = `Map value must satisfy constraint: [${noMore(25)}, ${noLess(1)}]`;
    expect(refusal('BatchWriteItem', { RequestItems: {} })).toBe(errors(broken("'{}'", 'requestItems', noLess(1))));
    expect(refusal('BatchWriteItem', { RequestItems: { abc: [] } })).toBe(
      errors(broken("'{abc=[]}'", 'requestItems', sizes)),
    );
    expect(refusal('BatchWriteItem', { RequestItems: { 'aa;': [{ PutRequest: {}, DeleteRequest: {} }] } })).toBe(
      errors(
        broken(
          "'{aa;=[WriteRequest(putRequest=PutRequest(item=null, workloadProfileName=null), deleteRequest=DeleteRequest(key=null))]}'",
          'requestItems',
          `Map keys must satisfy constraint: [${noMore(255)}, ${noLess(3)}, ${pattern}]`,
        ),
        absent('requestItems.aa;.member.1.member.putRequest.item'),
        absent('requestItems.aa;.member.1.member.deleteRequest.key'),
      ),
    );
    const tooMany = Array.from({ length: 26 }, () => ({ PutRequest: { Item: { a: { S: 'a' } } } }));
    expect(refusal('BatchWriteItem', { RequestItems: { abc: tooMany } })).toMatch(
      /^1 .* Value '\{abc=\[(WriteRequest\(putRequest=PutRequest\(item=\{a=com\.amazonaws\.dynamodb\.v20120810\.AttributeValue@[0-9a-f]+\}, workloadProfileName=null\), deleteRequest=null\)(, )?){26}\]\}' at 'requestItems' failed/,
    );
    expect(refusal('BatchGetItem', { RequestItems: { abc: {} } })).toBe(errors(absent('requestItems.abc.member.keys')));
  });

  test('names of attributes in lists and older parameters, which may have 65,535 characters', () => {
    const name = 'n'.repeat(65_535);
    const bound = `[${noMore(65_535)}]`;
    const get = (AttributesToGet: string[]) => refusal('GetItem', { TableName: 'cards', Key: {}, AttributesToGet });
    expect(get([name])).toBe('nothing refused');
    expect(get(['a', `${name}n`])).toBe(errors(broken(`'${name}n'`, 'attributesToGet.2.member', noMore(65_535))));
    expect(refusal('UpdateItem', { TableName: 'cards', Key: {}, AttributeUpdates: { [`${name}n`]: {} } })).toMatch(
      new RegExp(
        `^1 .* at 'attributeUpdates' failed to satisfy constraint: Map keys must satisfy constraint: \\${bound}$`,
      ),
    );
  });

  test('ranges of numbers', () => {
    const list = (Limit: number) => refusal('ListTables', { Limit });
    expect(list(0)).toBe(errors(broken("'0'", 'limit', 'Member must have value greater than or equal to 1')));
    expect(list(101)).toBe(errors(broken("'101'", 'limit', 'Member must have value less than or equal to 100')));
    expect(refusal('Scan', { TableName: 'cards', Segment: -1, TotalSegments: 1_000_001 })).toBe(
      errors(
        broken("'-1'", 'segment', 'Member must have value greater than or equal to 0'),
        broken("'1000001'", 'totalSegments', 'Member must have value less than or equal to 1000000'),
      ),
    );
  });

  test('of many no more than ten are told', () => {
    const KeyConditions = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`a${index}`, {}]));
    expect(refusal('Query', { TableName: 'cards', KeyConditions })).toMatch(/^10 validation errors detected: /);
  });
});

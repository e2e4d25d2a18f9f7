import { once } from 'node:events';
import { connect } from 'node:net';
import { DynamoDBClient, GetItemCommand, ResourceNotFoundException } from '@aws-sdk/client-dynamodb';
import { DynamoDBStreamsClient, ListStreamsCommand } from '@aws-sdk/client-dynamodb-streams';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { tableHandler } from '#local/table/serve/table-handler.ts';
import { TableError } from '#local/table/table-error.ts';
import { localClientConfig } from '#test/support/dynamodb.ts';
import { serve } from '#test/support/serve.ts';
import { responderOf, signed, startTable } from './start-table.ts';

const service = 'com.amazon.coral.service#';

describe('The protocol', () => {
  test('an operation gets its input and its answer goes back with id and checksum', async () => {
    const table = await startTable({ GetItem: async (_, { TableName, Key }) => ({ TableName, Key }) });
    const answer = await table.call('GetItem', { TableName: 'cards', Key: { pk: { S: 'a' } }, Unknown: [1] });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ TableName: 'cards', Key: { pk: { S: 'a' } } });
    expect(answer.headers.get('content-type')).toBe('application/x-amz-json-1.0');
    expect(answer.headers.get('x-amzn-requestid')).toMatch(/^[0-9A-Z]{52}$/);
    expect(answer.headers.get('x-amz-crc32')).toMatch(/^\d+$/);
    expect(answer.headers.get('server')).toBe('Server');
  });

  test("AWS's clients speak it, the streams' as well, and check the checksum below a base path", async () => {
    const handle = tableHandler(
      responderOf({
        GetItem: async (_, { Key }) => ({ Item: Key }),
        ListStreams: async () => ({ Streams: [{ TableName: 'cards' }] }),
      }),
    );
    const address = await serve((req, res) => {
      req.url = (req.url ?? '').replace('/aws/dynamodb', '');
      return handle(req, res);
    });
    const endpoint = `${address}/aws/dynamodb`;
    const items = new DynamoDBClient({ ...localClientConfig, endpoint });
    const streams = new DynamoDBStreamsClient({ ...localClientConfig, endpoint });
    onTestFinished(() => {
      items.destroy();
      streams.destroy();
    });
    const got = await items.send(
      new GetItemCommand({ TableName: 'cards', Key: { pk: { B: new Uint8Array([1, 2]) } } }),
    );
    expect(got.Item).toEqual({ pk: { B: new Uint8Array([1, 2]) } });
    expect((await streams.send(new ListStreamsCommand({}))).Streams).toEqual([{ TableName: 'cards' }]);
  });

  test('an error of the service reaches its clients as what it is, with what stands beside the message', async () => {
    const table = await startTable({
      GetItem: async () => {
        throw new TableError('ResourceNotFoundException', 'Requested resource not found');
      },
      PutItem: async () => {
        throw new TableError('ConditionalCheckFailedException', 'The conditional request failed', { Item: {} });
      },
    });
    const client = new DynamoDBClient({ ...localClientConfig, endpoint: table.address });
    onTestFinished(() => client.destroy());
    const get = client.send(new GetItemCommand({ TableName: 'cards', Key: {} }));
    await expect(get).rejects.toBeInstanceOf(ResourceNotFoundException);
    expect((await table.call('PutItem', { TableName: 'cards', Item: {} })).body).toEqual({
      __type: 'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException',
      Message: 'The conditional request failed',
      Item: {},
    });
  });

  test('a bug is told to the host and not to the caller', async () => {
    const troubles: unknown[] = [];
    const bug = new Error('secret of the house');
    const onTrouble = (error: unknown, operation: string) => troubles.push([error, operation]);
    const table = await startTable({ DescribeLimits: () => Promise.reject(bug) }, { onTrouble });
    const { status, body } = await table.call('DescribeLimits', {});
    expect(status).toBe(500);
    expect(body).toEqual({
      __type: 'com.amazonaws.dynamodb.v20120810#InternalServerError',
      message: 'The request could not be carried out.',
    });
    expect(troubles).toEqual([[bug, 'DynamoDB_20120810.DescribeLimits']]);
  });

  test('a function may do what it is granted; a transaction needs what its parts need', async () => {
    const authorize = (app: string | undefined, action: string) =>
      app === undefined || action === 'dynamodb:PutItem' ? undefined : `${app} may not ${action}`;
    const done = async () => ({});
    const table = await startTable({ GetItem: done, PutItem: done, TransactWriteItems: done }, { authorize });
    const app = { 'user-agent': 'aws-sdk-js/3 app/reader' };
    const Put = { TableName: 'cards', Item: {} };
    const Delete = { TableName: 'cards', Key: {} };
    const refused = (action: string) => ({
      __type: `${service}AccessDeniedException`,
      Message: `reader may not ${action}`,
    });
    expect((await table.call('PutItem', Put, app)).status).toBe(200);
    expect((await table.call('GetItem', Delete, app)).body).toEqual(refused('dynamodb:GetItem'));
    expect((await table.call('GetItem', Delete)).status).toBe(200);
    expect((await table.call('TransactWriteItems', { TransactItems: [{ Put }] }, app)).status).toBe(200);
    expect((await table.call('TransactWriteItems', { TransactItems: [{ Put }, { Delete }] }, app)).body).toEqual(
      refused('dynamodb:DeleteItem'),
    );
  });

  test('whether it is alive, anybody can ask', async () => {
    const table = await startTable({});
    for (const path of ['/', '/?now']) {
      const { status, body } = await table.send({ method: 'GET' }, path);
      expect([status, body]).toEqual([200, 'healthy: dynamodb.eu-west-1.amazonaws.com ']);
    }
    expect((await table.send({ method: 'GET' }, '/health')).status).toBe(404);
  });

  test.each(['PUT', 'DELETE', 'OPTIONS'])('%s is not of this protocol', async (method) => {
    const table = await startTable({});
    const { status, body } = await table.send({ method });
    expect([status, body]).toEqual([404, '<UnknownOperationException/>\n']);
  });

  test.each([
    ['text/plain', 404],
    ['application/x-amz-json-1.1', 404],
    ['application/jsonx', 404],
    ['application/json', 200],
    [' application/json ; charset=utf-8', 200],
    ['application/x-amz-json-1.0;any', 200],
  ])('a body of type %j is answered with %i', async (type, expected) => {
    const table = await startTable({ DescribeLimits: async () => ({}) });
    expect((await table.call('DescribeLimits', {}, { 'content-type': type })).status).toBe(expected);
  });

  test('a body of more than 16 MB is refused', async () => {
    const table = await startTable({ DescribeLimits: async () => ({}) });
    const longest = `{"a":"${'x'.repeat(16 * 1024 * 1024 - 8)}"}`;
    expect((await table.call('DescribeLimits', longest)).status).toBe(200);
    expect((await table.call('DescribeLimits', `${longest} `)).status).toBe(413);
  });
});

test('a caller that hangs up in the middle of its body leaves everything as it was', async () => {
  const troubles: unknown[] = [];
  const table = await startTable({ DescribeLimits: async () => ({}) }, { onTrouble: (error) => troubles.push(error) });
  const socket = connect(Number(new URL(table.address).port), '127.0.0.1');
  await once(socket, 'connect');
  const begun = 'POST / HTTP/1.1\r\nhost: localhost\r\ncontent-length: 100\r\n\r\n{"TableName"';
  await new Promise((written) => socket.write(begun, written));
  socket.destroy();
  expect((await table.call('DescribeLimits', {})).status).toBe(200);
  expect(troubles).toEqual([]);
});

describe('A body that cannot be read', () => {
  const texts = ['', 'hi', '{', '{"TableName":"cards"}x', '[]', 'null', '1', '"x"', '['.repeat(100_000)];
  test.each(texts)('%# is refused as the service does, without a word', async (body) => {
    const table = await startTable({ GetItem: async () => ({}) });
    const answer = await table.call('GetItem', body);
    expect([answer.status, answer.body]).toEqual([400, { __type: `${service}SerializationException` }]);
  });

  test('bytes that are no UTF-8 are refused', async () => {
    const table = await startTable({ GetItem: async () => ({}) });
    const headers = { ...signed, 'x-amz-target': 'DynamoDB_20120810.GetItem' };
    const body = Buffer.concat([Buffer.from('{"TableName":"'), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]);
    const answer = await table.send({ method: 'POST', headers, body });
    expect(answer.body).toEqual({ __type: `${service}SerializationException` });
  });

  test('values within values 100,000 levels deep are refused, and what nobody reads may be as deep', async () => {
    const table = await startTable({ PutItem: async () => ({}) });
    const deep = (begin: string, end: string) => `${begin.repeat(100_000)}${end.repeat(100_000)}`;
    const item = await table.call('PutItem', `{"TableName":"cards","Item":{"a":${deep('{"L":[', ']}')}}}`);
    expect(item.body).toMatchObject({
      message: expect.stringContaining('Nesting Levels have exceeded supported limits'),
    });
    const unread = await table.call('PutItem', `{"TableName":"cards","Item":{},"Other":${deep('[', ']')}}`);
    expect(unread.status).toBe(200);
  });

  test('megabytes of nothing but mistakes get an error of ten', async () => {
    const table = await startTable({ CreateTable: async () => ({}), BatchGetItem: async () => ({}) });
    const KeySchema = Array.from({ length: 500_000 }, () => ({}));
    const create = await table.call('CreateTable', { TableName: 'cards', AttributeDefinitions: [], KeySchema });
    expect(create.body).toMatchObject({ message: expect.stringMatching(/^10 validation errors detected: /) });
    const RequestItems = Object.fromEntries(Array.from({ length: 50_000 }, (_, index) => [`;${index}`, {}]));
    const batch = await table.call('BatchGetItem', { RequestItems });
    expect(batch.body).toMatchObject({ message: expect.stringMatching(/^10 validation errors detected: /) });
  });

  test('whatever is sent gets an error of the service and never a crash', async () => {
    const table = await startTable({ TransactWriteItems: async () => ({}), BatchGetItem: async () => ({}) });
    const operation = fc.constantFrom('TransactWriteItems', 'BatchGetItem');
    const name = fc.constantFrom(
      'TransactItems',
      'RequestItems',
      'Put',
      'Item',
      'Key',
      'Keys',
      'S',
      'L',
      'M',
      '__proto__',
    );
    const { input } = fc.letrec((tie) => ({
      input: fc.oneof(
        fc.jsonValue(),
        fc.array(tie('input'), { maxLength: 3 }),
        fc.dictionary(name, tie('input'), { maxKeys: 3 }),
      ),
    }));
    await fc.assert(
      fc.asyncProperty(operation, input, async (target, value) => {
        const { status } = await table.call(target, JSON.stringify(value));
        expect([200, 400]).toContain(status);
      }),
    );
  });
});

describe('An operation that is not to be had', () => {
  const unknown = `${service}UnknownOperationException`;
  test.each([
    'whatever',
    'DynamoDB_20120810.ListTable',
    'DynamoDB_20111205.ListTables',
    'DynamoDB_20120810.GetRecords',
    '',
  ])('target %j is unknown', async (target) => {
    const table = await startTable({ ListTables: async () => ({}) });
    const answer = await table.call('', {}, { 'x-amz-target': target });
    expect([answer.status, answer.body]).toEqual([400, { __type: unknown }]);
  });

  test.each([
    'ExecuteStatement',
    'BatchExecuteStatement',
    'ExecuteTransaction',
    'CreateBackup',
    'CreateGlobalTable',
    'ImportTable',
  ])('%s says that this table does not have it', async (operation) => {
    const table = await startTable({});
    const { status, body } = await table.call(operation, {});
    expect(status).toBe(400);
    expect(body).toEqual({ __type: unknown, message: `This local table does not have ${operation}.` });
  });
});

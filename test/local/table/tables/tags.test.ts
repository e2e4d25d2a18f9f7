import { DynamoDBClient, TagResourceCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, onTestFinished, test } from 'vitest';
import { signed } from '#test/local/table/wire/start-table.ts';
import { localClientConfig } from '#test/support/dynamodb.ts';
import { givenTable } from './given-table.ts';
import { invalid, numbered, orders, wrongParameter } from './requests.ts';

const arn = 'arn:aws:dynamodb:eu-west-1:000000000000:table/orders';
const tags = (all: Record<string, string>) => Object.entries(all).map(([Key, Value]) => ({ Key, Value }));
const many = (count: number) => tags(Object.fromEntries(numbered('k', count).map((name) => [name, ''])));

async function givenOrders(more: object = {}) {
  const table = await givenTable();
  await table.ask('CreateTable', orders(more));
  return {
    ...table,
    tag: (all: Record<string, string>) => table.ask('TagResource', { ResourceArn: arn, Tags: tags(all) }),
    listed: async () => (await table.ask('ListTagsOfResource', { ResourceArn: arn })).Tags,
  };
}

describe('Tags', () => {
  test('are those with which the table was made, changed and removed one by one', async () => {
    const { ask, tag, listed } = await givenOrders({ Tags: tags({ team: 'sales', env: '' }) });
    await tag({ team: 'ops', ключ: '表 +-=._:/@' });
    expect(await listed()).toEqual(tags({ team: 'ops', env: '', ключ: '表 +-=._:/@' }));
    await ask('UntagResource', { ResourceArn: arn, TagKeys: ['env', 'unknown'] });
    expect(await listed()).toEqual(tags({ team: 'ops', ключ: '表 +-=._:/@' }));
  });

  test('are changed without a word, which AWS’s client understands', async () => {
    const { address } = await givenOrders();
    const client = new DynamoDBClient({ ...localClientConfig, endpoint: address });
    onTestFinished(() => client.destroy());
    await client.send(new TagResourceCommand({ ResourceArn: arn, Tags: [{ Key: 'team', Value: 'sales' }] }));
    const headers = { ...signed, 'x-amz-target': 'DynamoDB_20120810.UntagResource' };
    const body = JSON.stringify({ ResourceArn: arn, TagKeys: ['env'] });
    const answer = await fetch(address, { method: 'POST', headers, body });
    expect([answer.status, await answer.text()]).toEqual([200, '']);
  });

  test('differ in the case of their keys', async () => {
    const { tag, listed } = await givenOrders();
    await tag({ Env: '1', env: '2' });
    expect(await listed()).toHaveLength(2);
  });

  test('are fifty at most, counted when the new ones are among them', async () => {
    const { ask, refusal, tag } = await givenOrders({ Tags: many(50) });
    const tooMany = invalid('Number of Tags exceed the current limit for the provided ResourceArn');
    await tag({ k0: 'changed' });
    expect(await refusal('TagResource', { ResourceArn: arn, Tags: tags({ new: '' }) })).toBe(tooMany);
    expect(await refusal('CreateTable', orders({ TableName: 'more', Tags: many(51) }))).toBe(tooMany);
    await ask('UntagResource', { ResourceArn: arn, TagKeys: ['k1'] });
    await tag({ new: '' });
  });

  test.each([
    ['no tag', [], 'Atleast one Tag needs to be provided as Input.'],
    ['a tag of the service’s', tags({ 'AWS:x': '1' }), 'Tag Key cannot be prefixed with aws:, Key: AWS:x'],
    [
      'a key twice',
      [...tags({ x: '1' }), ...tags({ x: '2' })],
      'Duplicate Tag Keys provided as input: Duplicate Tag Key found x',
    ],
    ['a key of no letters', tags({ '': '1' }), 'The Tag Key provided is invalid, Key: '],
    ['a strange letter in a key', tags({ 'a#b': '1' }), 'The Tag Key provided is invalid, Key: a#b'],
    ['a strange letter in a value', tags({ a: '100%' }), 'The Tag Value provided is invalid, Value: 100%'],
    [
      'a key of 129 letters',
      tags({ [`k${'x'.repeat(128)}`]: '' }),
      `The Tag Key provided is invalid, Key: k${'x'.repeat(128)}`,
    ],
    [
      'a value of 257 letters',
      tags({ a: 'x'.repeat(257) }),
      `The Tag Value provided is invalid, Value: ${'x'.repeat(257)}`,
    ],
    ['no key', [{ Value: '1' }], 'The Tag Key provided is invalid, Key: null'],
    ['no value', [{ Key: 'a' }], 'The Tag Value provided is invalid, Value: null'],
  ])('are refused, all of them, for %s', async (_, Tags, sentence) => {
    const { refusal, listed } = await givenOrders();
    expect(
      await refusal('TagResource', {
        ResourceArn: arn,
        Tags: Tags.length ? [{ Key: 'good', Value: '' }, ...Tags] : [],
      }),
    ).toBe(invalid(sentence));
    expect(await listed()).toEqual([]);
  });

  test('are removed by keys that could be theirs', async () => {
    const { refusal } = await givenOrders();
    const untag = (TagKeys: string[]) => refusal('UntagResource', { ResourceArn: arn, TagKeys });
    expect(await untag([])).toBe(invalid('Atleast one Tag Key needs to be provided as Input.'));
    expect(await untag(['aws:x'])).toBe(invalid('Tag Key cannot be prefixed with aws:, Key: aws:x'));
    expect(await untag([''])).toBe(invalid('The Tag Key provided is invalid, Key: '));
  });

  const missing = (name: string) =>
    `ResourceNotFoundException: Requested resource not found: ResourceArn: ${name} not found`;
  test.each([
    ['a name', 'orders', wrongParameter("ARNs must start with 'arn:': orders")],
    ['a beginning of an ARN', 'arn:orders', wrongParameter('Second colon partition not found: arn:orders')],
    ['an empty service', 'arn:aws::x:y:z', wrongParameter('Vendor must be non-empty: arn:aws::x:y:z')],
    [
      'an ARN without a resource',
      'arn:aws:dynamodb:eu-west-1:000000000000',
      wrongParameter(
        'Fifth colon (namespace/relative-id delimiter) not found: arn:aws:dynamodb:eu-west-1:000000000000',
      ),
    ],
    ['another service', 'arn:aws:sqs:eu-west-1:000000000000:orders', 'AccessDeniedException: Access is denied'],
    [
      'a backup',
      `${arn.replace('table', 'backup')}/1`,
      wrongParameter(`Provided Arn is not a DynamoDB resource arn: ${arn.replace('table', 'backup')}/1`),
    ],
    [
      'an index',
      `${arn}/index/i`,
      wrongParameter(
        `Invalid resource arn provided, only table or stream is accepted. Provided resource arn: ${arn}/index/i`,
      ),
    ],
    [
      'another region',
      arn.replace('eu-west-1', 'us-east-1'),
      invalid(`Invalid TableArn: Invalid ResourceArn provided as input ${arn.replace('eu-west-1', 'us-east-1')}`),
    ],
    ['another account', arn.replace('000000000000', '111111111111'), 'AccessDeniedException: Access is denied'],
    [
      'another account in another region',
      'arn:aws:dynamodb:us-east-1:111111111111:table/orders',
      'AccessDeniedException: Access is denied',
    ],
    ['a stream', `${arn}/stream/2026`, missing(`${arn}/stream/2026`)],
    ['a table that is not there', `${arn}2`, missing(`${arn}2`)],
  ])('are not those of %s', async (_, ResourceArn, sentence) => {
    const { refusal } = await givenOrders();
    expect(await refusal('ListTagsOfResource', { ResourceArn })).toBe(sentence);
    expect(await refusal('TagResource', { ResourceArn, Tags: tags({ a: '' }) })).toBe(sentence);
  });
});

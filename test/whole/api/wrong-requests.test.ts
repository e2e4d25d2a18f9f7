import { beforeAll, describe, expect, test } from 'vitest';
import type { Contract } from '#contracts/contract.ts';
import { contracts } from '#contracts/http/all.ts';
import { Problem } from '#test/whole/support/shapes.ts';
import { useProduct } from '#test/whole/support/use-product.ts';

const product = useProduct();
const filled = ({ path }: Pick<Contract, 'path'>) =>
  path
    .replace('{kind}', 'users')
    .replace('{version}', '0')
    .replaceAll(/\{\w+\}/g, '0'.repeat(26));
const problemOf = async (answer: Response) => {
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  const problem = Problem.parse(await answer.json());
  expect(problem.status).toBe(answer.status);
  return problem;
};
const writes = contracts.filter(({ body }) => body !== undefined);
const named = (all: readonly Contract[]) => all.map((one) => [`${one.method} ${one.path}`, one] as const);

beforeAll(async () => {
  expect((await fetch(`${product().url}/health`)).status).toBe(200);
});

describe('Every write says what is wrong with a body:', () => {
  test.each(named(writes))('%s', async (_, contract) => {
    const send = (body: string, type: string) =>
      product().call(contract.method, filled(contract), { body, headers: { 'content-type': type } });
    expect(await problemOf(await send('{"name":', 'application/json'))).toMatchObject({
      status: 400,
      code: 'request.malformed',
    });
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonx'])
      expect(await problemOf(await send('{}', type))).toMatchObject({ status: 415, code: 'body.unsupported' });
    for (const body of ['[]', 'null', '"text"', '7'])
      expect(await problemOf(await send(body, 'application/json; charset=utf-8'))).toMatchObject({
        status: 400,
        code: 'request.invalid',
      });
  });

  test.each(named(writes))('%s, and names a field that it does not know', async (_, contract) => {
    const answer = await product().call(contract.method, filled(contract), {
      body: { nmae: 'Acme', constructor: 1 },
    });
    const { code, fields } = await problemOf(answer);
    expect(code).toBe('request.invalid');
    expect(fields).toMatchObject({ 'body.nmae': 'there is no such field', 'body.constructor': expect.any(String) });
  });

  test('also one that is deep inside', async () => {
    const body = { name: 'Acme', person: { name: 'Anna', emial: 'anna@acme.example' } };
    const { fields } = await problemOf(await product().call('POST', '/customers', { body }));
    expect(fields).toEqual({ 'body.person.emial': 'there is no such field' });
  });
});

describe('A list that comes page by page', () => {
  test.each(['/customers', '/users', '/sources'])(
    '%s takes a limit from 1 to 100 and its own cursors only',
    async (path) => {
      for (const limit of ['0', '-1', '101', '1.5', 'abc', '', '5&limit=6'])
        expect([limit, (await problemOf(await product().call('GET', `${path}?limit=${limit}`))).fields]).toEqual([
          limit,
          { 'query.limit': 'must be a whole number from 1 to 100' },
        ]);
      for (const [cursor, code] of [
        ['abc', 'cursor.broken'],
        ['%00', 'cursor.broken'],
        ['', 'request.invalid'],
      ])
        expect((await problemOf(await product().call('GET', `${path}?cursor=${cursor}`))).code).toBe(code);
      const { fields } = await problemOf(await product().call('GET', `${path}?emial=a@b.example`));
      expect(fields).toEqual({ 'query.emial': 'there is no such field' });
    },
  );
});

describe('A path', () => {
  test.each([
    ['GET', '/nowhere'],
    ['POST', '/customers/1/2/3/4/5/6'],
    ['GET', '/customers/'],
    ['DELETE', '/local/nothing'],
  ])('that is none is said so: %s %s', async (method, path) => {
    for (const as of ['admin', null] as const)
      expect(await problemOf(await product().call(method, path, { as }))).toMatchObject({
        status: 404,
        code: 'route.unknown',
      });
  });

  test.each([
    ['DELETE', '/customers', 'GET, POST'],
    ['PUT', '/customers/1', 'GET, PATCH'],
    ['POST', '/openapi.json', 'GET'],
    ['PATCH', '/in/a/b', 'POST, GET'],
    ['DELETE', '/r/0', 'GET, HEAD, POST'],
  ])('that takes other methods says which: %s %s', async (method, path, allow) => {
    const answer = await product().call(method, path);
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, allow]);
    expect((await problemOf(answer)).code).toBe('method.unknown');
  });

  test('is told without a body to HEAD, and with its methods to OPTIONS', async () => {
    const head = await product().call('HEAD', '/customers');
    expect([head.status, head.headers.get('allow'), await head.text()]).toEqual([405, 'GET, POST', '']);
    const options = await product().call('OPTIONS', '/customers');
    expect([options.status, options.headers.get('allow'), await options.text()]).toEqual([204, 'GET, POST', '']);
  });

  test('that is no percent-encoding is refused', async () => {
    expect((await problemOf(await product().call('GET', '/customers/%zz'))).code).toBe('request.malformed');
  });
});

import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { type Route, registry } from '#functions/registry.ts';
import type { Role } from '#test/whole/support/client.ts';
import { Problem } from '#test/whole/support/shapes.ts';
import { useProduct } from '#test/whole/support/use-product.ts';

const product = useProduct();
const routes = registry.flatMap(({ trigger }): readonly Route[] => (trigger.kind === 'routes' ? trigger.routes : []));
const closed = routes.filter(({ auth }) => auth === 'token');
const nobody = '0'.repeat(26);
const filled = (path: string) =>
  path
    .replace('{kind}', 'users')
    .replace('{version}', '0')
    .replaceAll(/\{\w+\}/g, nobody);
const Document = z.object({
  openapi: z.string(),
  paths: z.record(
    z.string(),
    z.record(z.string(), z.looseObject({ operationId: z.string(), responses: z.looseObject({}) })),
  ),
});

describe('Without a valid token nobody comes in:', () => {
  test.each(closed.map(({ method, path }) => [method, path] as const))('%s %s', async (method, path) => {
    const answer = await product().call(method, filled(path), { as: null });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
    expect(Problem.parse(await answer.json())).toMatchObject({ status: 401, code: 'token.needed' });
  });

  test('a token that is broken, changed, or signed by somebody else', async () => {
    const token = await product().token('sales');
    const [head = '', claims = '', signature = ''] = token.split('.');
    const raised = Buffer.from(claims, 'base64url').toString().replace('"sales"', '"admin"');
    const none = Buffer.from('{"alg":"none"}').toString('base64url');
    const forged = [
      'x',
      `${head}.${Buffer.from(raised).toString('base64url')}.${signature}`,
      `${none}.${claims}.`,
      `${head}.${claims}.${'A'.repeat(signature.length)}`,
    ];
    for (const one of forged) {
      const answer = await product().call('GET', '/customers', {
        as: null,
        headers: { authorization: `Bearer ${one}` },
      });
      expect(answer.status).toBe(401);
    }
  });
});

describe('A role does what it may, and nothing else:', () => {
  const source = { name: 'Fair', provider: 'json' };
  const user = (role: string) => ({ name: 'New', email: `new.${role}@company.example`, role: 'sales' });
  const note = { note: 'Because' };
  const all: readonly Role[] = ['admin', 'manager', 'marketing', 'sales'];
  const table: readonly (readonly [string, string, object | undefined, readonly Role[], number])[] = [
    ['GET', '/customers', undefined, all, 200],
    ['GET', '/policy', undefined, all, 200],
    ['GET', '/users', undefined, all, 200],
    ['GET', '/reports/portfolio', undefined, all, 200],
    ['GET', '/reviews', undefined, all, 200],
    ['POST', '/sources', source, ['admin', 'manager', 'marketing'], 201],
    ['POST', '/users', undefined, ['admin'], 201],
    ['PUT', '/policy', {}, ['admin'], 400],
    ['POST', '/imports/users', { system: 'x', rows: [{ line: 1 }] }, ['admin'], 200],
    [`POST`, `/customers/${nobody}/dismissal`, note, ['admin', 'manager'], 404],
    [`POST`, `/customers/${nobody}/reactivation`, note, ['admin', 'manager'], 404],
    [`POST`, `/customers/${nobody}/interactions`, { channel: 'call', direction: 'in', summary: 'x' }, all, 404],
  ];

  test.each(table)('%s %s', async (method, path, body, allowed, status) => {
    for (const as of all) {
      const sent = method === 'POST' && path === '/users' ? user(as) : body;
      const answer = await product().call(method, path, { as, ...(sent && { body: sent }) });
      expect([as, answer.status]).toEqual([as, allowed.includes(as) ? status : 403]);
      if (!allowed.includes(as)) expect(Problem.parse(await answer.json()).code).toBe('access.denied');
    }
  });

  test('a group that is none of them may do nothing', async () => {
    const answer = await product().call('GET', '/customers', { as: 'guest' as Role });
    expect(answer.status).toBe(403);
  });
});

describe('The API document', () => {
  const document = async () => Document.parse(await (await fetch(`${product().url}/openapi.json`)).json());

  test('is open to everybody and names exactly the operations that need a token', async () => {
    const { openapi, paths } = await document();
    expect(openapi).toMatch(/^3\.1\./);
    const named = Object.entries(paths).flatMap(([path, operations]) =>
      Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(named.sort()).toEqual(closed.map(({ method, path }) => `${method} ${path}`).sort());
  });

  test('gives each operation a name of its own, an answer and its parameters, and every reference leads somewhere', async () => {
    const text = await (await fetch(`${product().url}/openapi.json`)).text();
    const { paths } = await document();
    const operations = Object.entries(paths).flatMap(([path, all]) =>
      Object.values(all).map((one) => [path, one] as const),
    );
    expect(new Set(operations.map(([, { operationId }]) => operationId)).size).toBe(operations.length);
    for (const [path, operation] of operations) {
      expect(Object.keys(operation.responses)).toContain('default');
      for (const [, name] of path.matchAll(/\{(\w+)\}/g))
        expect(JSON.stringify(operation)).toContain(`"name":"${name}"`);
    }
    const whole: unknown = JSON.parse(text);
    for (const [, pointer = ''] of text.matchAll(/"\$ref":"#([^"]+)"/g))
      expect([pointer, at(whole, pointer)]).not.toContain(undefined);
  });
});

function at(whole: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((part, name) => {
      const key = name.replaceAll('~1', '/').replaceAll('~0', '~');
      return typeof part === 'object' && part !== null ? new Map(Object.entries(part)).get(key) : undefined;
    }, whole);
}

import { describe, expect, test } from 'vitest';
import { registry } from '#functions/registry.ts';
import { createRouteTable } from '#local/gateway/route-table.ts';

const claims = (name: string, ...paths: string[]) => ({
  name,
  trigger: {
    kind: 'routes' as const,
    routes: paths.map((path) => ({ method: 'GET' as const, path, auth: 'public' as const })),
  },
});

const table = createRouteTable([
  claims('catch-all', '/{proxy+}'),
  claims('card', '/customers/{id}'),
  claims('list', '/customers', '/customers/new'),
  claims('files', '/files/{folder+}'),
  claims('timeline', '/customers/{id}/timeline'),
]);

describe('A path goes', () => {
  test.each([
    ['/customers', 'list', {}],
    ['/customers/new', 'list', {}],
    ['/customers/42', 'card', { id: '42' }],
    ['/customers/a%2Fb%20%C3%A8', 'card', { id: 'a/b è' }],
    ['/customers/42/timeline', 'timeline', { id: '42' }],
    ['/customers/42/other', 'catch-all', { proxy: 'customers/42/other' }],
    ['/customers/', 'catch-all', { proxy: 'customers/' }],
    ['/Customers', 'catch-all', { proxy: 'Customers' }],
    ['/files/a/b.txt', 'files', { folder: 'a/b.txt' }],
    ['/files', 'catch-all', { proxy: 'files' }],
  ])('%s to the most particular route', (path, functionName, pathParameters) => {
    expect(table.match('GET', path)).toMatchObject({ functionName, pathParameters });
  });

  test.each([
    ['POST', '/customers'],
    ['HEAD', '/customers'],
    ['GET', '/'],
  ])('nowhere when no route has it: %s %s', (method, path) => {
    expect(table.match(method, path)).toBeUndefined();
  });
});

test('Two functions cannot claim one route, whatever they call its parameter', () => {
  const rows = [claims('one', '/customers/{id}'), claims('other', '/customers/{customerId}')];
  expect(() => createRouteTable(rows)).toThrow('one and other both claim GET /customers/{customerId}.');
});

test('Every route of the registry leads to its own function', () => {
  const all = createRouteTable(registry);
  for (const { name, trigger } of registry) {
    for (const { method, path } of trigger.kind === 'routes' ? trigger.routes : []) {
      expect(all.match(method, path.replaceAll(/[{}]/g, '')), path).toMatchObject({ functionName: name });
    }
  }
});

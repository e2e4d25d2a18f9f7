import { Ajv2020 } from 'ajv/dist/2020.js';
import { fullFormats } from 'ajv-formats/dist/formats.js';
import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { people } from '#test/whole/support/company.ts';
import { changePolicy, noContacts } from '#test/whole/support/short-cycle.ts';
import { useProduct } from '#test/whole/support/use-product.ts';

const product = useProduct();
const ajv = new Ajv2020({ strict: false, allErrors: true, formats: fullFormats });
const Document = z.record(z.string(), z.unknown());
const ids = { customer: '', source: '', dueAt: '' };

beforeAll(async () => {
  ajv.addSchema(Document.parse(await (await fetch(`${product().url}/openapi.json`)).json()), 'document');
  await product().newUser(people.chief);
  await product().newUser(people.boss);
  await product().newUser(people.rep);
  await changePolicy(product(), noContacts);
  ids.source = (await product().newSource('json', { mapping: { email: 'mail' }, locale: 'it' })).id;
  const person = { name: 'Anna Rossi', email: 'anna@acme.example', phone: '02 1234567' };
  const body = { name: 'Acme', employees: 7, ownerId: people.rep.id, person };
  expect((await product().call('POST', '/customers', { body })).status).toBe(201);
  const card = await product().cardOf('anna@acme.example', ({ stage }) => stage === 'delivery');
  ids.customer = card.id;
  ids.dueAt = new Date(Date.parse(await product().now()) + 3 * 86_400_000).toISOString();
});

/** What the document says that this operation answers with this status. */
function schemaOf(method: string, path: string, status: number, type: string) {
  const place = (response: string) =>
    ['paths', path, method.toLowerCase(), 'responses', response, 'content', type, 'schema']
      .map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')))
      .join('/');
  return ajv.getSchema(`document#/${place(status < 400 ? String(status) : 'default')}`);
}

const call = { channel: 'call', purpose: 'Say hello' };
type Operation = readonly [method: string, path: string, status: number, body?: object | string];
const operations: readonly Operation[] = [
  ['GET', '/customers', 200],
  ['GET', '/customers/{id}', 200],
  ['GET', '/customers/{id}/timeline', 200],
  ['GET', '/customers/{id}/execution', 200],
  ['GET', '/actions', 200],
  ['GET', '/reviews', 200],
  ['GET', '/sources', 200],
  ['GET', '/sources/{id}', 200],
  ['GET', '/users', 200],
  ['GET', '/policy', 200],
  ['GET', '/policy/versions', 200],
  ['GET', '/policy/versions/{version}', 200],
  ['GET', '/reports/portfolio', 200],
  ['POST', '/customers', 201, { name: 'Other' }],
  ['POST', '/customers/{id}/people', 201, { name: 'Bruno', dmuRole: 'decider' }],
  [
    'POST',
    '/customers/{id}/consents',
    201,
    { personId: 'p1', purpose: 'marketing', granted: true, text: 'Yes', source: 'call' },
  ],
  ['POST', '/customers/{id}/interactions', 201, { channel: 'call', direction: 'in', summary: 'Hello' }],
  ['POST', '/customers/{id}/opportunities', 201, { id: 'o', product: 'P', stage: 'won', amountMinor: 100 }],
  ['POST', '/customers/{id}/actions', 201, call],
  ['PATCH', '/customers/{id}', 200, { sector: 'steel' }],
  ['PATCH', '/sources/{id}', 200, { name: 'Fair' }],
  ['POST', '/imports/{kind}', 200, { system: 'erp', rows: [{ line: 2 }] }],
  ['GET', '/customers', 403],
  ['POST', '/customers', 400, { nmae: 'Other' }],
  ['POST', '/customers', 400, '{'],
  ['PATCH', '/customers/{id}', 422, { ownerId: 'nobody' }],
];

test.each(operations.map((one) => [one[0], one[1], one[2], one[3]] as const))(
  '%s %s answers %i as the document says',
  async (method, path, status, body) => {
    const filled = path
      .replace('{id}', path.startsWith('/sources') ? ids.source : ids.customer)
      .replace('{version}', '0')
      .replace('{kind}', 'users');
    const dated = body === call ? { ...call, dueAt: ids.dueAt } : body;
    const as = status === 403 ? ('guest' as 'sales') : 'admin';
    const answer = await product().call(method, filled, { as, ...(dated !== undefined && { body: dated }) });
    expect(answer.status).toBe(status);
    const validate = schemaOf(method, path, status, answer.headers.get('content-type') ?? '');
    expect(validate, 'the document has no schema for this answer').toBeDefined();
    const valid = validate?.(await answer.json());
    expect(valid, ajv.errorsText(validate?.errors ?? [])).toBe(true);
  },
);

test('An answer that is not as the document says is told apart', () => {
  const validate = schemaOf('GET', '/customers', 200, 'application/json');
  expect(validate?.({ items: [{ id: 1 }] })).toBe(false);
  expect(validate?.({ items: [] })).toBe(true);
});

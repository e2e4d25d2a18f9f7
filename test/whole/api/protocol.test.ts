import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { Card, Identified, Problem, Summary, SummaryPage, TimelinePage } from '#test/whole/support/shapes.ts';
import { changePolicy, noContacts } from '#test/whole/support/short-cycle.ts';
import { useProduct } from '#test/whole/support/use-product.ts';

const product = useProduct();
const newCustomer = (email: string, more: object = {}) => ({
  name: `Company of ${email}`,
  person: { name: email.split('@')[0], email },
  ...more,
});
const create = async (email: string) => product().ask(Identified, 'POST', '/customers', { body: newCustomer(email) });
const problemOf = async (answer: Response) => {
  expect(answer.headers.get('content-type')).toBe('application/problem+json');
  const problem = Problem.parse(await answer.json());
  expect(problem.status).toBe(answer.status);
  return problem;
};
const Paged = z.object({ items: z.array(z.looseObject({ id: z.string() })), cursor: z.string().optional() });

/** All pages of a list, each with its length. */
async function pages(path: string, from?: string) {
  const all: { id: string }[][] = [];
  let cursor = from;
  do {
    const more: string = cursor ? `&cursor=${encodeURIComponent(cursor)}` : '';
    const page = await product().get(Paged, `${path}${more}`);
    all.push(page.items);
    cursor = page.cursor;
  } while (cursor);
  return all;
}

beforeAll(async () => {
  await changePolicy(product(), noContacts);
  await Promise.all(Array.from({ length: 23 }, (_, index) => create(`c${index}@list${index}.example`)));
  for (let index = 0; index < 7; index++)
    await product().newUser({ name: `User ${index}`, email: `u${index}@company.example`, role: 'marketing' });
  await product().advance('PT1M');
});

describe('What is wrong with a request is said in a problem:', () => {
  const invalid: readonly (readonly [string, string, string, unknown, number, string])[] = [
    ['no JSON', 'POST', '/customers', '{"name":', 400, 'request.malformed'],
    ['a field that is missing', 'POST', '/customers', {}, 400, 'request.invalid'],
    ['a country that is none', 'POST', '/customers', { name: 'x', country: 'Italy' }, 400, 'request.invalid'],
    ['a control character in a name', 'POST', '/customers', { name: 'x\r\nBcc: y' }, 400, 'request.invalid'],
    ['a limit that is none', 'GET', '/customers?limit=1000', undefined, 400, 'request.invalid'],
    ['a cursor of one’s own', 'GET', '/customers?cursor=abc', undefined, 400, 'cursor.broken'],
    ['a customer that is not there', 'GET', `/customers/${'0'.repeat(26)}`, undefined, 404, 'customer.unknown'],
    [
      'an owner that is not there',
      'POST',
      '/customers',
      newCustomer('a@b.example', { ownerId: 'ghost' }),
      422,
      'owner.unknown',
    ],
    [
      'a manager that is not there',
      'POST',
      '/users',
      { name: 'x', email: 'x@y.example', role: 'sales', managerId: 'ghost' },
      422,
      'manager.unknown',
    ],
    [
      'an address that another user has',
      'POST',
      '/users',
      { name: 'x', email: 'U0@company.example', role: 'sales' },
      409,
      'user.email-taken',
    ],
    ['a version of the policy that was never', 'GET', '/policy/versions/99', undefined, 404, 'policy.unknown'],
    ['a decision that nobody asked for', 'GET', `/reviews/${'0'.repeat(32)}`, undefined, 404, 'link.unknown'],
  ];
  test.each(invalid)('%s', async (_, method, path, body, status, code) => {
    const answer = await product().call(method, path, { body });
    expect(await problemOf(answer)).toMatchObject({ status, code });
  });

  test('and every wrong field is named', async () => {
    const body = { name: '', kind: 'firm', employees: -1 };
    const problem = await problemOf(await product().call('POST', '/customers', { body }));
    expect(Object.keys(problem.fields ?? {}).sort()).toEqual(['body.employees', 'body.kind', 'body.name']);
  });
});

describe('A list', () => {
  test('of customers comes page by page, each of them once, in the order of their next action', async () => {
    const all = await pages('/customers?limit=5&status=active');
    expect(all.map(({ length }) => length)).toEqual([5, 5, 5, 5, 3]);
    const ids = all.flat().map(({ id }) => id);
    expect(new Set(ids).size).toBe(23);
    const due = z
      .array(Summary)
      .parse(all.flat())
      .map(({ nextAction }) => Date.parse(nextAction?.dueAt ?? ''));
    expect(due).toEqual([...due].sort((a, b) => a - b));
  });

  test('of one page has no cursor, and a page that is full to the last has none behind it', async () => {
    expect(await pages('/customers?limit=100')).toHaveLength(1);
    expect((await pages('/users?limit=7')).map(({ length }) => length)).toEqual([7]);
  });

  test('goes on where it was, though somebody is added in between', async () => {
    const first = await product().get(SummaryPage, '/customers?limit=10&status=active');
    await create('late@comer.example');
    const rest = await pages('/customers?limit=10&status=active', first.cursor);
    const ids = [...first.items, ...rest.flat()].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeGreaterThanOrEqual(23);
  });

  test('does not take the cursor of another list', async () => {
    const { cursor } = await product().get(SummaryPage, '/customers?limit=5');
    const answer = await product().call('GET', `/users?cursor=${encodeURIComponent(cursor ?? '')}`);
    expect((await problemOf(answer)).code).toBe('cursor.broken');
  });

  test('of the timeline is the whole history, newest first', async () => {
    const { id } = await create('history@long.example');
    for (let index = 0; index < 12; index++)
      await product().ask(Card, 'POST', `/customers/${id}/interactions`, {
        body: { channel: 'call', direction: 'out', summary: `Call ${index}` },
      });
    const all = await product().timeline(id);
    const calls = all.filter(({ type, data }) => type === 'InteractionRecorded' && data.channel === 'call');
    expect(calls.map(({ data }) => data.summary)).toEqual(Array.from({ length: 12 }, (_, index) => `Call ${index}`));
    const page = await product().get(TimelinePage, `/customers/${id}/timeline?limit=3`);
    expect(page.cursor).toBeDefined();
  });
});

describe('An Idempotency-Key', () => {
  const once = (key: string, body: unknown) =>
    product().call('POST', '/customers', { body, headers: { 'idempotency-key': key } });

  test('gives the same answer again and does nothing', async () => {
    const [first, second] = [
      await once('k1', newCustomer('i1@idem.example')),
      await once('k1', newCustomer('i1@idem.example')),
    ];
    expect([first.status, second.status]).toEqual([201, 201]);
    expect(second.headers.get('idempotent-replayed')).toBe('true');
    expect(first.headers.get('idempotent-replayed')).toBeNull();
    expect(await second.text()).toBe(await first.text());
    expect(second.headers.get('etag')).toBe(first.headers.get('etag'));
  });

  test('is not taken for another request', async () => {
    expect((await problemOf(await once('k1', newCustomer('i2@idem.example')))).code).toBe('idempotency.reused');
    expect(await product().find('i2@idem.example')).toBeUndefined();
  });

  test('of many at the same time lets one through', async () => {
    const { id } = await create('busy@idem.example');
    const body = { channel: 'call', direction: 'out', summary: 'Said once' };
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        product().call('POST', `/customers/${id}/interactions`, { body, headers: { 'idempotency-key': 'k3' } }),
      ),
    );
    for (const { status } of answers) expect([201, 409]).toContain(status);
    expect(answers.some(({ status }) => status === 201)).toBe(true);
    const said = (await product().timeline(id)).filter(({ data }) => data.summary === 'Said once');
    expect(said).toHaveLength(1);
  });

  test('of what failed may be used again, and one of another person is another one', async () => {
    expect((await once('k4', { name: '' })).status).toBe(400);
    expect((await once('k4', newCustomer('i4@idem.example'))).status).toBe(201);
    const other = await product().call('POST', '/customers', {
      as: 'sales',
      body: newCustomer('i5@idem.example'),
      headers: { 'idempotency-key': 'k4' },
    });
    expect(other.status).toBe(201);
  });
});

describe('An ETag', () => {
  const etagOf = async (path: string) => (await product().call('GET', path)).headers.get('etag') ?? '';
  const change = (path: string, etag: string, body: object, method = 'PATCH') =>
    product().call(method, path, { body, headers: { 'if-match': etag } });

  test('spares what is known already', async () => {
    const { id } = await create('etag@known.example');
    const etag = await etagOf(`/customers/${id}`);
    const path = `/customers/${id}`;
    await product().cardOf('etag@known.example', ({ stage }) => stage === 'delivery');
    const now = await etagOf(path);
    expect(now).not.toBe(etag);
    const [same, other] = await Promise.all(
      [now, etag].map((tag) => product().call('GET', path, { headers: { 'if-none-match': tag } })),
    );
    expect([same?.status, await same?.text(), other?.status]).toEqual([304, '', 200]);
  });

  test('lets one of those who read the same change it, and tells the others', async () => {
    const { id } = await create('etag@race.example');
    await product().cardOf('etag@race.example', ({ stage }) => stage === 'delivery');
    const etag = await etagOf(`/customers/${id}`);
    const answers = await Promise.all([1, 2, 3, 4].map((employees) => change(`/customers/${id}`, etag, { employees })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412, 412]);
    const lost = answers.find(({ status }) => status === 412);
    expect(lost && (await problemOf(lost)).code).toBe('etag.mismatch');
    const won = answers.find(({ status }) => status === 200);
    expect(won?.headers.get('etag')).toBe(await etagOf(`/customers/${id}`));
  });

  test('guards users, sources and the policy as well', async () => {
    const user = await product().newUser({ name: 'Guarded', email: 'guarded@company.example', role: 'sales' });
    const source = await product().newSource('json');
    for (const path of [`/users/${user.id}`, `/sources/${source.id}`]) {
      const etag = await etagOf(path);
      expect((await change(path, etag, { name: 'One' })).status).toBe(200);
      expect((await change(path, etag, { name: 'Two' })).status).toBe(412);
    }
    const { version: _, ...policy } = await product().get(z.looseObject({ version: z.number() }), '/policy');
    const etag = await etagOf('/policy');
    expect((await change('/policy', etag, policy, 'PUT')).status).toBe(200);
    expect((await change('/policy', etag, policy, 'PUT')).status).toBe(412);
    expect((await change('/policy', 'yesterday', policy, 'PUT')).status).toBe(412);
  });
});

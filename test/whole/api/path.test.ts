import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Role } from '#test/whole/support/client.ts';
import { choices, people } from '#test/whole/support/company.ts';
import { executionsOf } from '#test/whole/support/everything.ts';
import { until } from '#test/whole/support/product.ts';
import { Card, type NextAction, Problem } from '#test/whole/support/shapes.ts';
import { changePolicy, noContacts } from '#test/whole/support/short-cycle.ts';
import { useProduct } from '#test/whole/support/use-product.ts';

const product = useProduct();
const client = { id: '' };
const Path = z.object({
  nextAction: z.looseObject({ id: z.string(), purpose: z.string() }),
  path: z.array(z.looseObject({ id: z.string(), purpose: z.string(), channel: z.string(), dueAt: z.string() })),
});

const create = async (email: string, more: object = {}) =>
  product().ask(Card, 'POST', '/customers', {
    body: { name: `Firm of ${email}`, ownerId: people.rep.id, person: { name: 'Client', email }, ...more },
  });
const inDays = async (days: number) => new Date(Date.parse(await product().now()) + days * 86_400_000).toISOString();
const call = async (purpose: string, days = 3) => ({ dueAt: await inDays(days), channel: 'call', purpose });
const actions = (id: string) => `/customers/${id}/actions`;
const doIt = (path: string, body: object) => product().ask(Path, 'POST', `${actions(client.id)}${path}`, { body });
const refused = async (path: string, body: object, id = client.id) => {
  const before = (await product().card(id)).path;
  const answer = await product().call('POST', `${actions(id)}${path}`, { body });
  const { code, status } = Problem.parse(await answer.json());
  expect((await product().card(id)).path).toEqual(before);
  return [status, code];
};
const purposes = (path: readonly Pick<NextAction, 'purpose'>[]) => path.map(({ purpose }) => purpose);

beforeAll(async () => {
  for (const person of [people.chief, people.boss, people.rep]) await product().newUser(person);
  await changePolicy(product(), noContacts);
  client.id = (await create('client@path.example')).id;
  await product().cardOf('client@path.example', ({ stage }) => stage === 'delivery');
});

describe('The path of a customer', () => {
  const ids: string[] = [];

  test('takes what a person plans, in the order of the dates', async () => {
    await doIt('', await call('Second', 5));
    const { path, nextAction } = await doIt('', await call('First', 3));
    expect(purposes(path)).toEqual(['First', 'Second', 'gather-feedback']);
    expect(nextAction.purpose).toBe('First');
    ids.push(...path.map(({ id }) => id));
  });

  test('is followed by completing: the one after it is next', async () => {
    const next = await call('Third', 4);
    const { path } = await doIt(`/${ids[0]}/completion`, { outcome: 'interested', note: 'Wants an offer', next });
    expect(purposes(path)).toEqual(['Third', 'Second', 'gather-feedback']);
    const done = (await product().timeline(client.id)).find(({ type }) => type === 'ActionCompleted');
    expect(done?.data).toMatchObject({ outcome: 'interested', note: 'Wants an offer' });
  });

  test('is changed by moving, replacing and failing, each of which leaves a next action', async () => {
    const moved = await doIt(`/${ids[1]}/move`, { dueAt: await inDays(2), note: 'On holiday' });
    expect(purposes(moved.path)).toEqual(['Second', 'Third', 'gather-feedback']);
    const replaced = await doIt(`/${ids[1]}/replacement`, { action: await call('In its place', 1) });
    expect(purposes(replaced.path)).toEqual(['In its place', 'Third', 'gather-feedback']);
    const failed = await doIt(`/${replaced.nextAction.id}/failure`, { note: 'Nobody answered' });
    expect(purposes(failed.path)).toEqual(['Third', 'gather-feedback']);
    const last = await doIt(`/${failed.nextAction.id}/completion`, {});
    expect(purposes(last.path)).toEqual(['gather-feedback']);
  });

  test('keeps its step of the process, whoever wants it away', async () => {
    for (const [path, body] of [
      ['completion', {}],
      ['move', { dueAt: await inDays(1) }],
      ['failure', { note: 'x' }],
      ['replacement', { action: await call('x') }],
    ] as const)
      expect(await refused(`/process/${path}`, body)).toEqual([409, 'action.of-the-process']);
  });

  test('does not take what can not be', async () => {
    const draft = await call('x');
    expect(await refused('', { ...draft, dueAt: await inDays(-1) })).toEqual([422, 'action.in-the-past']);
    expect(await refused('', { ...draft, dueAt: await inDays(900) })).toEqual([422, 'action.too-far']);
    expect(await refused('', { ...draft, dueAt: 'tomorrow' })).toEqual([400, 'request.invalid']);
    expect(await refused('', { ...draft, channel: 'fax' })).toEqual([400, 'request.invalid']);
    expect(await refused('', { ...draft, personId: 'p9' })).toEqual([404, 'person.unknown']);
    expect(await refused('', { ...draft, ownerId: 'ghost' })).toEqual([422, 'owner.unknown']);
    expect(await refused(`/${ids[0]}/completion`, {})).toEqual([404, 'action.not-open']);
    expect(await refused(`/${ids[0]}/move`, { dueAt: await inDays(1) })).toEqual([404, 'action.not-open']);
    expect(await refused(`/${ids[0]}/failure`, { note: '' })).toEqual([400, 'request.invalid']);
  });

  test('of many people is one list for each of them', async () => {
    await doIt('', { ...(await call('For Bruno')), ownerId: people.boss.id });
    const of = async (owner: string) =>
      (await product().get(z.object({ items: z.array(z.object({ purpose: z.string() })) }), `/actions?owner=${owner}`))
        .items;
    expect(await of(people.boss.id)).toMatchObject([{ purpose: 'For Bruno' }]);
    expect(await of(people.rep.id)).toEqual([]);
  });

  test('loses nothing when eight people change it at the same moment', async () => {
    const { id } = await create('busy@path.example');
    await product().cardOf('busy@path.example', ({ stage }) => stage === 'delivery');
    const draft = await call('At once');
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, index) =>
        product().call('POST', actions(id), { body: { ...draft, purpose: `At once ${index}` } }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(8).fill(201));
    const { path } = await product().card(id);
    expect(purposes(path).filter((purpose) => purpose.startsWith('At once'))).toHaveLength(8);
    expect(new Set(path.map((step) => step.id)).size).toBe(path.length);
  });
});

describe('A customer that is dismissed', () => {
  const status = async (name: string) => (await executionsOf(product().url)).find((one) => one.name === name)?.status;

  test('has no next action and no workflow, and is not forgotten but gone', async () => {
    const dismissed = await product().ask(Card, 'POST', `/customers/${client.id}/dismissal`, {
      as: 'manager',
      body: { note: 'Went out of business' },
    });
    expect(dismissed).toMatchObject({ status: 'dismissed', nextAction: null, path: [] });
    expect(await product().execution(client.id)).toMatchObject({ status: 'ended', waitsFor: null });
    await until('the end of the workflow', async () => (await status(`${client.id}-1`)) === 'SUCCEEDED' || undefined);
    expect(await product().forgotten()).toEqual([]);
    expect(await refused('', await call('x'))).toEqual([409, 'customer.dismissed']);
  });

  test('is dismissed once, and reactivated once with a cycle of its own', async () => {
    const again = (what: string) =>
      product().call('POST', `/customers/${client.id}/${what}`, { body: { note: 'Once more' } });
    expect(Problem.parse(await (await again('dismissal')).json()).code).toBe('customer.dismissed');
    expect((await again('reactivation')).status).toBe(200);
    expect(Problem.parse(await (await again('reactivation')).json()).code).toBe('customer.active');
    await product().cardOf('client@path.example', ({ stage, cycle }) => stage === 'delivery' && cycle === 2);
    expect(await status(`${client.id}-2`)).toBe('RUNNING');
  });
});

describe('A decision through the API', () => {
  const review = { id: '' };
  const decide = (email: string, role: 'manager' | 'sales' = 'manager') =>
    product().call('POST', `/reviews/${review.id}/decision`, { as: role, email, body: { decision: 'approve' } });
  const Reviews = z.object({ items: z.array(z.object({ id: z.string(), customerName: z.string() })) });

  test('is on the list of the manager whom it was put to', async () => {
    await changePolicy(product(), { review: { importantClasses: ['platinum', 'gold'] } });
    await create('decide@path.example');
    await product().cardOf('decide@path.example', ({ stage }) => stage === 'review');
    const { items } = await product().ask(Reviews, 'GET', '/reviews', { as: 'manager', email: people.boss.email });
    expect(items).toHaveLength(1);
    review.id = items[0]?.id ?? '';
    const other = await product().ask(Reviews, 'GET', '/reviews', { as: 'manager', email: people.chief.email });
    expect(other.items).toEqual([]);
  });

  test('is seen by that manager, by those above and by an admin, and by nobody else in any role', async () => {
    const see = async (as: Role, email: string, path: string) =>
      (await product().call('GET', path, { as, email })).status;
    for (const path of [`/reviews?reviewer=${people.boss.id}`, `/reviews/${review.id}`]) {
      expect(await see('manager', people.boss.email, path)).toBe(200);
      expect(await see('manager', people.chief.email, path)).toBe(200);
      expect(await see('admin', 'admin@crm.example', path)).toBe(200);
      expect(await see('manager', 'stranger@company.example', path)).toBe(403);
      expect(await see('sales', people.rep.email, path)).toBe(403);
      expect(await see('sales', people.chief.email, path)).toBe(403);
      expect(await see('marketing', 'marketing@crm.example', path)).toBe(403);
    }
    expect(await see('manager', people.boss.email, `/reviews?reviewer=${people.chief.id}`)).toBe(403);
    expect(await see('sales', people.rep.email, '/reviews')).toBe(200);
  });

  test('is taken by whoever sees it: nobody else, and once', async () => {
    expect((await decide('stranger@company.example')).status).toBe(403);
    expect((await decide(people.rep.email, 'sales')).status).toBe(403);
    expect(await (await decide(people.boss.email)).json()).toMatchObject({
      status: 'decided',
      result: { decision: 'approve' },
    });
    expect(Problem.parse(await (await decide(people.boss.email)).json())).toMatchObject({
      status: 409,
      code: 'review.closed',
    });
    await product().cardOf('decide@path.example', ({ stage }) => stage === 'delivery');
  });

  test('shows on the page behind the mail', async () => {
    const page = await (await fetch(`${product().url}/r/${review.id}`)).text();
    expect(choices(page)).toEqual([]);
    expect(page).toMatch(/approve/i);
  });
});

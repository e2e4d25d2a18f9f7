import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { Call } from '#test/whole/support/client.ts';
import { people } from '#test/whole/support/company.ts';
import { Card, Problem } from '#test/whole/support/shapes.ts';
import { changePolicy, noContacts } from '#test/whole/support/short-cycle.ts';
import { useProduct } from '#test/whole/support/use-product.ts';

const product = useProduct();
const clients = { mine: '', hers: '' };
const Path = z.object({ path: z.array(z.looseObject({ id: z.string(), purpose: z.string() })) });
const Actions = z.object({ items: z.array(z.object({ purpose: z.string() })), cursor: z.string().optional() });

const rep: Call = { as: 'sales', email: people.rep.email };
const other = { id: 'olga', name: 'Olga Other', email: 'olga@company.example', role: 'sales', managerId: 'carla' };
const boss: Call = { as: 'manager', email: people.boss.email };
const chief: Call = { as: 'manager', email: people.chief.email };
const colleague: Call = { as: 'sales', email: other.email };

const inDays = async (days: number) => new Date(Date.parse(await product().now()) + days * 86_400_000).toISOString();
const plan = async (id: string, purpose: string, ownerId: string, days = 5) => {
  const body = { dueAt: await inDays(days), channel: 'call', purpose, ownerId };
  const { path } = await product().ask(Path, 'POST', `/customers/${id}/actions`, { body });
  return `/customers/${id}/actions/${path.find((step) => step.purpose === purpose)?.id}`;
};
const answerOf = async (path: string, body: object, as: Call) => {
  const answer = await product().call('POST', path, { ...as, body });
  return answer.ok ? answer.status : [answer.status, Problem.parse(await answer.json()).code];
};
const denied = [403, 'access.denied'];

beforeAll(async () => {
  for (const person of [people.chief, people.boss, people.rep, other]) await product().newUser(person);
  await changePolicy(product(), noContacts);
  for (const [name, ownerId] of [
    ['mine', people.rep.id],
    ['hers', other.id],
  ] as const) {
    const email = `${name}@actions.example`;
    const body = { name: `Firm ${name}`, ownerId, person: { name: 'Client', email } };
    clients[name] = (await product().ask(Card, 'POST', '/customers', { body })).id;
    await product().cardOf(email, ({ stage }) => stage === 'delivery');
  }
});

describe('An action', () => {
  test.each([
    ['completion', async () => ({})],
    ['move', async () => ({ dueAt: await inDays(9) })],
    ['replacement', async () => ({ action: { dueAt: await inDays(9), channel: 'call', purpose: 'Instead' } })],
    ['failure', async () => ({ note: 'No answer' })],
  ])('of a colleague’s customer is not up to somebody else: %s', async (verb, body) => {
    const path = await plan(clients.hers, `Hers by ${verb}`, other.id);
    expect(await answerOf(`${path}/${verb}`, await body(), rep)).toEqual(denied);
    expect(await answerOf(`${path}/${verb}`, await body(), { ...rep, as: 'marketing' })).toEqual(denied);
    expect(await answerOf(`${path}/${verb}`, await body(), colleague)).toBe(200);
  });

  test('that was given to me is up to me, on whoever’s customer', async () => {
    const path = await plan(clients.hers, 'Given to me', people.rep.id);
    expect(await answerOf(`${path}/completion`, {}, rep)).toBe(200);
  });

  test('of my customer is up to me, whoever has it', async () => {
    const path = await plan(clients.mine, 'A colleague helps', other.id);
    expect(await answerOf(`${path}/move`, { dueAt: await inDays(6) }, rep)).toBe(200);
    expect(await answerOf(`${path}/completion`, {}, colleague)).toBe(200);
  });

  test('is up to the managers above, not to those beside, and to an administrator', async () => {
    const [first, second, third] = [
      await plan(clients.mine, 'For the boss', people.rep.id),
      await plan(clients.hers, 'Not for the boss', other.id),
      await plan(clients.hers, 'For the administrator', other.id),
    ];
    expect(await answerOf(`${first}/completion`, {}, boss)).toBe(200);
    expect(await answerOf(`${second}/completion`, {}, boss)).toEqual(denied);
    expect(await answerOf(`${second}/completion`, {}, { as: 'manager', email: 'nobody@company.example' })).toEqual(
      denied,
    );
    expect(await answerOf(`${second}/completion`, {}, chief)).toBe(200);
    expect(await answerOf(`${third}/completion`, {}, { as: 'admin' })).toBe(200);
  });

  test('that is not there is told as such to whom the customer belongs', async () => {
    const path = `/customers/${clients.mine}/actions/none/completion`;
    expect(await answerOf(path, {}, rep)).toEqual([404, 'action.not-open']);
    expect(await answerOf(path, {}, colleague)).toEqual(denied);
  });
});

describe('The lists of actions and reviews', () => {
  test('come page by page, in the order of the dates', async () => {
    for (const day of [1, 2, 3]) await plan(clients.mine, `Day ${day}`, people.boss.id, day);
    const purposes: string[][] = [];
    let more = '';
    do {
      const { items, cursor } = await product().get(Actions, `/actions?owner=${people.boss.id}&limit=2${more}`);
      purposes.push(items.map(({ purpose }) => purpose));
      more = cursor ? `&cursor=${cursor}` : '';
    } while (more !== '');
    expect(purposes).toEqual([['Day 1', 'Day 2'], ['Day 3']]);
  });

  test.each(['/actions?onwer=rita', '/reviews?reveiwer=rita', '/actions?limit=0', '/reviews?limit=many'])(
    '%s is refused with the name of what is wrong',
    async (path) => {
      const answer = await product().call('GET', path);
      expect(answer.status).toBe(400);
      const [name = ''] = /(?<=\?)\w+/.exec(path) ?? [];
      expect(Problem.extend({ fields: z.looseObject({}) }).parse(await answer.json())).toMatchObject({
        code: 'request.invalid',
        fields: { [`query.${name}`]: expect.any(String) },
      });
    },
  );

  test.each(['/actions', '/reviews'])('%s refuses a cursor of another list', async (path) => {
    const answer = await product().call('GET', `${path}?cursor=made-up`);
    expect(answer.status).toBe(400);
  });
});

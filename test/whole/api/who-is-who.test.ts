import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { people } from '#test/whole/support/company.ts';
import { post } from '#test/whole/support/forms.ts';
import { Problem } from '#test/whole/support/shapes.ts';
import { changePolicy, noContacts } from '#test/whole/support/short-cycle.ts';
import { useProduct } from '#test/whole/support/use-product.ts';

const product = useProduct();
const form = { url: '' };
const Found = z.object({ items: z.array(z.object({ id: z.string() })) });
const People = z.object({
  people: z.array(
    z.looseObject({
      name: z.string(),
      email: z.string().optional(),
      otherEmails: z.array(z.string()).optional(),
      otherPhones: z.array(z.string()).optional(),
      consents: z.record(z.string(), z.looseObject({ granted: z.boolean() })),
    }),
  ),
});
const Results = z.object({
  results: z.array(z.object({ line: z.number(), result: z.string(), reason: z.string().optional() })),
});

const fill = async (fields: object) => expect((await post(form.url, fields)).status).toBe(200);
const found = async (query: string) =>
  (await product().get(Found, `/customers?${query}`)).items.map((customer) => customer.id);
const peopleOf = async (id: string) => (await product().get(People, `/customers/${id}`)).people;

beforeAll(async () => {
  for (const person of [people.chief, people.boss, people.rep]) await product().newUser(person);
  await changePolicy(product(), noContacts);
  form.url = (await product().newSource('json', { ownerId: people.rep.id })).url;
});

describe('One person with several addresses', () => {
  test('is one card by any of them, and each belongs to that card', async () => {
    const person = { name: 'Anna Rossi', company: 'Acme Srl', website: 'https://acme.example' };
    await fill({ ...person, email: 'anna@acme.example', phone: '02 1234 5678' });
    await fill({ ...person, email: 'anna.rossi@mail.example', phone: '+39 333 123 4567' });
    await fill({ name: 'A. R.', email: 'anna.rossi@mail.example' });
    const [id = ''] = await found('email=anna@acme.example');
    expect(await found('email=Anna.Rossi@mail.example')).toEqual([id]);
    expect(await peopleOf(id)).toMatchObject([
      { email: 'anna@acme.example', otherEmails: ['anna.rossi@mail.example'], otherPhones: ['+393331234567'] },
    ]);
    const body = { name: 'Another', person: { name: 'Somebody', email: 'anna.rossi@mail.example' } };
    expect((await product().call('POST', '/customers', { body })).status).toBe(200);
    expect(await peopleOf(id)).toHaveLength(1);
  });

  test('keeps what they consented to when one of their numbers is another company’s', async () => {
    await fill({ name: 'Bruno Verdi', email: 'bruno@verdi.example', phone: '+39 055 212345' });
    const agree = { 'I agree to receive news and offers by e-mail': true };
    await fill({ name: 'Anna Rossi', email: 'anna@acme.example', phone: '+39 055 212345', ...agree });
    const [id = ''] = await found('email=anna@acme.example');
    expect((await peopleOf(id))[0]?.consents.marketing).toMatchObject({ granted: true });
    expect(await found('phone=055212345')).not.toEqual([id]);
  });
});

describe('A telephone number', () => {
  test('is found however it is written, also when a colleague wrote it down', async () => {
    const body = { name: 'Firm', person: { name: 'Carlo', phone: '011 234 5678' } };
    expect((await product().call('POST', '/customers', { body })).status).toBe(201);
    const ids = await found(`phone=${encodeURIComponent('+390112345678')}`);
    expect(ids).toHaveLength(1);
    for (const written of [
      '0112345678',
      '011%20234%205678',
      '0039%20011-2345678',
      '+390112345678',
      'tel:%20011/2345678',
    ])
      expect([written, await found(`phone=${written}`)]).toEqual([written, ids]);
  });

  test('that is none is refused with a sentence', async () => {
    const answer = await product().call('GET', '/customers?phone=call%20me');
    const problem = Problem.parse(await answer.json());
    expect([answer.status, problem.code]).toEqual([400, 'request.invalid']);
    expect(problem.fields?.['query.phone']).toContain('"call me" is no telephone number');
  });
});

describe('Work for somebody who is not there is refused, with the field and what to do', () => {
  test.each([
    ['POST', '/sources', { name: 'Fair', provider: 'json', ownerId: 'nobody' }],
    ['POST', '/customers', { name: 'Firm', ownerId: 'nobody' }],
    ['PATCH', '/customers/{id}', { ownerId: 'nobody' }],
    ['PATCH', '/sources/{id}', { ownerId: 'nobody' }],
    [
      'POST',
      '/customers/{id}/opportunities',
      { id: 'o', product: 'p', stage: 'won', amountMinor: 1, ownerId: 'nobody' },
    ],
  ])('%s %s', async (method, path, body) => {
    const [customer = ''] = await found('email=anna@acme.example');
    const id = path.startsWith('/sources') ? (form.url.split('/').at(-2) ?? '') : customer;
    const answer = await product().call(method, path.replace('{id}', id), { body });
    const problem = Problem.parse(await answer.json());
    expect([answer.status, problem.code]).toEqual([422, 'owner.unknown']);
    expect(problem.fields?.['body.ownerId']).toMatch(/no (active )?user nobody\. GET \/users lists them/);
  });

  test('and a user is nobody’s manager who works for them', async () => {
    const body = { managerId: people.rep.id };
    const answer = await product().call('PATCH', `/users/${people.chief.id}`, { body });
    expect([answer.status, Problem.parse(await answer.json()).code]).toEqual([422, 'manager.below']);
  });
});

describe('An import', () => {
  const take = async (kind: string, ...rows: object[]) => {
    const body = { system: 'erp', rows: rows.map((row, index) => ({ line: index + 2, ...row })) };
    return (await product().ask(Results, 'POST', `/imports/${kind}`, { body })).results;
  };

  test('takes users in any order, and refuses rows that name one who is in no row', async () => {
    const user = (key: string, more: object) => ({
      key,
      name: key,
      email: `${key}@erp.example`,
      role: 'sales',
      ...more,
    });
    const users = await take(
      'users',
      user('dora', { managerKey: 'Elio' }),
      user('elio', {}),
      user('gil', { managerKey: 'x' }),
    );
    expect(users.map(({ result }) => result)).toEqual(['created', 'created', 'rejected']);
    const companies = await take(
      'companies',
      { key: 'k1', name: 'K1', ownerKey: 'dora', employees: '1.200' },
      { key: 'k2', name: 'K2', ownerKey: 'gil' },
    );
    expect(companies).toMatchObject([
      { line: 2, result: 'created' },
      { line: 3, result: 'rejected' },
    ]);
    expect(companies[1]?.reason).toBe(
      'ownerKey: no user gil of erp is known; import the users first, or correct the row.',
    );
    const deal = (id: string, ownerKey: string) => ({
      companyKey: 'k1',
      id,
      product: 'P',
      stage: 'won',
      amountMinor: 5,
      ownerKey,
    });
    const deals = await take('opportunities', deal('1', 'gil'), deal('2', 'dora'));
    expect(deals.map(({ line, result }) => [line, result])).toEqual([
      [2, 'rejected'],
      [3, 'created'],
    ]);
  });

  test('completes the people that are known, and says nothing new the second time', async () => {
    const person = { companyKey: 'k1', name: 'Fabio Neri', email: 'fabio@k1.example' };
    const second = { ...person, email: 'neri@mail.example', phone: '011 765 4321' };
    expect(await take('people', person, second, second)).toMatchObject([
      { result: 'created' },
      { result: 'changed' },
      { result: 'unchanged' },
    ]);
    expect(await found('phone=0117654321')).toEqual(await found('email=neri@mail.example'));
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { rowSchemas } from '#contracts/http/imports.ts';
import { chances } from '#local/demo/chance.ts';
import { generateDemo } from '#local/demo/generate.ts';
import { fakePercorso } from './fake-percorso.ts';
import { recordedTerminal } from './terminal.ts';

const anchor = '2026-11-01T00:00:00.000Z';
const options = fc.record({
  customers: fc.integer({ min: 1, max: 40 }),
  seed: fc.nat(1_000_000),
  anchor: fc.constant(anchor),
});
const kinds = ['users', 'companies', 'people', 'opportunities'] as const;

describe('The demo', () => {
  test('is the same for the same seed, and another for another', () => {
    fc.assert(
      fc.property(options, (given) => {
        expect(generateDemo(given)).toEqual(generateDemo(given));
        expect(generateDemo({ ...given, seed: given.seed + 1 }).companies).not.toEqual(generateDemo(given).companies);
      }),
      { numRuns: 20 },
    );
  });

  test('of more customers begins with those of fewer', () => {
    fc.assert(
      fc.property(options, fc.integer({ min: 1, max: 20 }), (given, more) => {
        const few = generateDemo(given);
        const many = generateDemo({ ...given, customers: given.customers + more });
        for (const kind of kinds) expect(many[kind].slice(0, few[kind].length)).toEqual(few[kind]);
      }),
      { numRuns: 20 },
    );
  });

  test('has rows that the API takes, refers to what it has, gives no name, address or number twice, and ends before its anchor', () => {
    fc.assert(
      fc.property(options, (given) => {
        const demo = generateDemo(given);
        for (const kind of kinds) expect(z.array(rowSchemas[kind]).safeParse(demo[kind]).error).toBeUndefined();
        const users = new Set(demo.users.map(({ key }) => key));
        const companies = new Set(demo.companies.map(({ key }) => key));
        const owners = [...demo.companies, ...demo.opportunities].map(({ ownerKey }) => ownerKey ?? '');
        expect(owners.filter((key) => !users.has(key))).toEqual([]);
        const refers = [...demo.people, ...demo.opportunities].map(({ companyKey }) => companyKey);
        expect(refers.filter((key) => !companies.has(key))).toEqual([]);
        const unique = [
          demo.companies.map(({ domain }) => domain),
          demo.people.flatMap(({ email }) => email ?? []),
          demo.people.flatMap(({ phone }) => phone ?? []),
          demo.opportunities.map(({ id }) => id),
        ];
        for (const values of unique) expect(new Set(values).size).toBe(values.length);
        const dates = demo.opportunities.flatMap(({ engagedAt, closedAt }) => [engagedAt ?? [], closedAt ?? []].flat());
        expect(dates.filter((date) => date >= anchor)).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  test('has a head of sales, three managers, nine agents, and customers of every habit', () => {
    const { users, companies, people, opportunities } = generateDemo({ customers: 60, seed: 1, anchor });
    const roles = Object.groupBy(users, ({ role }) => role);
    expect([roles.admin?.length, roles.manager?.length, roles.sales?.length]).toEqual([1, 3, 9]);
    expect(new Set(users.map(({ timeZone }) => timeZone))).toEqual(new Set(['Europe/Rome', 'Europe/London']));
    const wins = companies.map(
      ({ key }) => opportunities.filter((deal) => deal.companyKey === key && deal.stage === 'won').length,
    );
    expect(wins.filter((count) => count === 0).length).toBeGreaterThan(5);
    expect(wins.filter((count) => count > 60).length).toBeGreaterThan(1);
    expect(wins.filter((count) => count > 0 && count < 6).length).toBeGreaterThan(5);
    expect(people.some(({ email }) => email === undefined)).toBe(true);
    expect(people.some(({ consents }) => consents?.[0]?.granted === false)).toBe(true);
  });

  test('comes in once; a second run changes nothing, also when the product’s clock has gone on for months', async () => {
    const answers = { '/health': {} };
    const percorso = await fakePercorso(answers);
    const { crm, dataDir } = recordedTerminal();
    expect(await crm('demo', '--customers', '9', '--url', percorso.url)).toBe(0);
    const later = recordedTerminal({ now: () => Date.parse('2027-06-01T00:00:00Z') }, { CRM_DATA_DIR: dataDir });
    expect(await later.crm('demo', '--customers', '9', '--url', percorso.url)).toBe(0);
    expect(later.out()).toMatch(/^companies +0 +0 +9 +0$/m);
    expect(later.out()).toMatch(/^opportunities +0 +0 +\d+ +0$/m);
  });

  test('of another seed wants a data folder of its own', async () => {
    const percorso = await fakePercorso();
    const { crm, err } = recordedTerminal();
    await crm('demo', '--customers', '2', '--url', percorso.url);
    expect(await crm('demo', '--customers', '2', '--seed', '2', '--url', percorso.url)).toBe(1);
    expect(err()).toContain('has the demo of seed 1');
  });
});

test('A chance is independent of what the one before was asked', () => {
  const [first, second] = chances(5).take(2).toArray();
  const lazy = chances(5).drop(1).take(1).toArray()[0];
  first?.between(0, 9);
  const draw = (chance = second) => Array.from({ length: 5 }, () => chance?.between(0, 1_000_000));
  expect(draw()).toEqual(draw(lazy));
});

import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fakePercorso } from './fake-percorso.ts';
import { recordedTerminal } from './terminal.ts';

const folder = resolve(import.meta.dirname, '../../../../shared/data/crm-sales');
const here = existsSync(folder);

describe.skipIf(!here)(
  `CRM Sales Opportunities${here ? '' : ' (skipped: the folder ../shared/data/crm-sales is not there)'}`,
  () => {
    test('goes in by the shipped mapping: 41 users, 85 companies, 7,375 deals; 1,425 rows without an account are named', async () => {
      const { crm, out, dataDir } = recordedTerminal();
      const percorso = await fakePercorso();
      expect(await crm('import', folder, '--url', percorso.url)).toBe(0);
      expect(out()).toMatch(/^users +41 +0 +0 +0$/m);
      expect(out()).toMatch(/^companies +85 +0 +0 +0$/m);
      expect(out()).toMatch(/^opportunities +7375 +0 +0 +1425$/m);
      expect(out()).toContain('Dates are moved forward by P8Y10M: the log ends on 2017-12-31');
      expect(out()).toContain('sales_pipeline.csv:11  companyKey (column account) is empty');
      const rejected = readFileSync(join(dataDir, 'imports/2026-11-22T10-00-00-000Z-rejected.csv'), 'utf8');
      expect(rejected.trimEnd().split('\n')).toHaveLength(1 + 1425);
      const order = [...new Set(percorso.batches.map(({ kind }) => kind))];
      expect(order).toEqual(['users', 'companies', 'opportunities']);
    });

    test('says the same again, and then nothing changes', async () => {
      const percorso = await fakePercorso();
      await recordedTerminal().crm('import', folder, '--url', percorso.url);
      const again = recordedTerminal();
      expect(await again.crm('import', folder, '--url', percorso.url)).toBe(0);
      expect(again.out()).toMatch(/^users +0 +0 +41 +0$/m);
      expect(again.out()).toMatch(/^companies +0 +0 +85 +0$/m);
      expect(again.out()).toMatch(/^opportunities +0 +0 +7375 +1425$/m);
    });

    test('becomes what the files mean', async () => {
      const percorso = await fakePercorso();
      await recordedTerminal().crm('import', folder, '--url', percorso.url);
      const users = percorso.rows('users');
      expect(users.filter(({ role }) => role === 'manager')).toHaveLength(6);
      expect(users.find(({ key }) => key === 'Mei-Mei Johns')).toMatchObject({
        email: 'mei.mei.johns@crm-sales.example',
        role: 'sales',
        managerKey: 'Melvin Marxen',
        region: 'Central',
        timeZone: 'America/Chicago',
      });
      const companies = percorso.rows('companies');
      expect(companies.find(({ key }) => key === 'Acme Corporation')).toMatchObject({
        sector: 'technology',
        employees: 2822,
        revenueMinor: 110_004_000_000,
        country: 'US',
      });
      expect(companies.find(({ country }) => country === 'PH')).toMatchObject({
        timeZone: 'Asia/Manila',
        locale: 'en',
      });
      expect(companies.find(({ country }) => country === 'IT')).toMatchObject({
        timeZone: 'Europe/Rome',
        locale: 'it',
      });
      const deals = percorso.rows('opportunities');
      expect(deals.find(({ id }) => id === 'Z063OYW0')).toMatchObject({
        companyKey: 'Isdom',
        product: 'GTX Pro',
        stage: 'won',
        amountMinor: 451_400,
        engagedAt: '2025-08-25T12:00:00.000Z',
        closedAt: '2026-01-11T12:00:00.000Z',
        ownerKey: 'Darcel Schlecht',
      });
      expect(deals.find(({ id }) => id === 'VAM56BG4')).toMatchObject({ stage: 'prospecting', amountMinor: 109_600 });
      expect(deals.every(({ closedAt = '' }) => String(closedAt) < '2026-11')).toBe(true);
    });

    test('gives each company the agent with the most deals as its owner', async () => {
      const percorso = await fakePercorso();
      await recordedTerminal().crm('import', folder, '--url', percorso.url);
      const deals = percorso.rows('opportunities');
      for (const { key, ownerKey } of percorso.rows('companies')) {
        const counts = Map.groupBy(
          deals.filter(({ companyKey }) => companyKey === key),
          (deal) => deal.ownerKey,
        );
        const most = Math.max(...[...counts.values()].map(({ length }) => length));
        expect(counts.get(ownerKey), String(key)).toHaveLength(most);
      }
    });

    test('keeps its own dates when asked to', async () => {
      const percorso = await fakePercorso();
      const { crm, out } = recordedTerminal();
      await crm('import', folder, '--no-shift-dates', '--url', percorso.url);
      expect(percorso.rows('opportunities').find(({ id }) => id === 'Z063OYW0')).toMatchObject({
        closedAt: '2017-03-11T12:00:00.000Z',
      });
      expect(out()).not.toContain('moved');
    });
  },
);

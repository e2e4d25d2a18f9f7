import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { useHost } from '#test/support/host.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import { recordedTerminal } from './terminal.ts';

const host = useHost();

const users = { key: 'agente', name: 'agente', email: 'posta', role: { constant: 'sales' } };
const people = { companyKey: 'codice', name: 'referente', email: 'email' };
const mapping = {
  name: 'Clienti',
  system: 'gestionale',
  users: [{ file: 'clienti.csv', distinct: 'agente', fields: users }],
  companies: [{ file: 'clienti.csv', fields: { key: 'codice', name: 'nome', ownerKey: 'agente' } }],
  people: [{ file: 'clienti.csv', fields: people }],
};

function folder(): string {
  const path = temporaryFolder();
  const rows = [
    'codice,nome,agente,posta,referente,email',
    'C1,Alfa,Anna Riva,anna@crm.example,Ada Serra,ada@alfa.example',
  ];
  writeFileSync(join(path, 'clienti.csv'), rows.join('\n'));
  writeFileSync(join(path, 'mapping.json'), JSON.stringify(mapping));
  return path;
}

const crm = async (...args: string[]) => {
  const { crm, out, err } = recordedTerminal({ now: () => Date.now() }, { CRM_DATA_DIR: host().dataDir });
  return { code: await crm(...args), out: out(), err: err() };
};

test('The running product takes an import, finds it unchanged the next time, and is seen in lists and report', async () => {
  const path = folder();
  const first = await crm('import', path, '--mapping', join(path, 'mapping.json'));
  expect(first).toMatchObject({ code: 0 });
  for (const kind of ['users', 'companies', 'people'])
    expect(first.out).toMatch(new RegExp(`^${kind} +1 +0 +0 +0$`, 'm'));
  const second = await crm('import', path, '--mapping', join(path, 'mapping.json'));
  for (const kind of ['users', 'companies', 'people'])
    expect(second.out).toMatch(new RegExp(`^${kind} +0 +0 +1 +0$`, 'm'));
  expect((await crm('users')).out).toContain('Anna Riva  anna@crm.example  sales');
  expect((await crm('customers', '--email', 'ada@alfa.example')).out).toContain('Alfa');
  expect((await crm('report', '--lang', 'en')).out).toContain(
    '1 active customers, 0 dismissed, 0 without a next action',
  );
  expect((await crm('clock')).out).toMatch(/^\d{4}-\d\d-\d\dT/);
});

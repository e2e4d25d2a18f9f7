import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import { fakePercorso } from './fake-percorso.ts';
import { recordedTerminal } from './terminal.ts';

const mapping = {
  name: 'Clienti',
  system: 'gestionale',
  companies: [
    {
      file: 'clienti.csv',
      fields: { key: 'codice', name: 'nome', ownerKey: { from: 'opportunities', by: 'most' } },
    },
  ],
  opportunities: [
    {
      file: 'ordini.csv',
      fields: {
        companyKey: 'cliente',
        id: 'numero',
        product: { constant: 'Merce' },
        stage: { constant: 'won' },
        amountMinor: { column: 'importo', as: { amount: { decimal: ',' } } },
        closedAt: { column: 'data', as: { date: 'dd/MM/yyyy' } },
        ownerKey: 'agente',
      },
    },
  ],
};

const orders = [
  'numero,cliente,agente,data,importo',
  '1,C1,anna,10/01/2026,"10,00"',
  '2,C1,bruno,11/01/2026,"20,00"',
  '3,C2,bruno,12/01/2026,"30,00"',
  '4,C2,anna,31/02/2026,"40,00"',
];

function given(files: Record<string, string> = {}, changes: object = {}) {
  const folder = temporaryFolder();
  const all = {
    'clienti.csv': 'codice,nome\nC1,Alfa\nC2,Beta\n',
    'ordini.csv': `${orders.join('\n')}\n`,
    'mapping.json': JSON.stringify({ ...mapping, ...changes }),
    ...files,
  };
  for (const [name, content] of Object.entries(all)) writeFileSync(join(folder, name), content);
  return { folder, mapping: join(folder, 'mapping.json') };
}

describe('An import', () => {
  test('takes what can be taken, names the rest with file, line and reason, and ends well', async () => {
    const percorso = await fakePercorso();
    const { folder, mapping } = given();
    const { crm, out, dataDir } = recordedTerminal();
    expect(await crm('import', folder, '--mapping', mapping, '--url', percorso.url)).toBe(0);
    expect(percorso.rows('opportunities').map(({ id }) => id)).toEqual(['1', '2', '3']);
    expect(out()).toMatch(/^opportunities +3 +0 +0 +1$/m);
    expect(readFileSync(join(dataDir, 'imports/2026-11-22T10-00-00-000Z-rejected.csv'), 'utf8')).toBe(
      'file,line,reason\nordini.csv,5,"closedAt: ""31/02/2026"" is not a date of the form dd/MM/yyyy"\n',
    );
  });

  test('refuses a row that contradicts an earlier one of the same key, and then changes nothing when run again', async () => {
    const percorso = await fakePercorso();
    const { folder, mapping } = given({
      'clienti.csv': 'codice,nome\nC1,Alfa\nC2,Beta\nc1,Gamma\nC2,Beta\n',
      'ordini.csv': `${[...orders.slice(0, 4), '1,C1,anna,10/01/2026,"99,00"', '1,C2,bruno,10/01/2026,"99,00"'].join('\n')}\n`,
    });
    const first = recordedTerminal();
    expect(await first.crm('import', folder, '--mapping', mapping, '--url', percorso.url)).toBe(0);
    expect(first.out()).toMatch(/^companies +2 +0 +1 +1$/m);
    expect(first.out()).toMatch(/^opportunities +4 +0 +0 +1$/m);
    expect(first.out()).toContain(
      'clienti.csv:4  line 2 has the same key "c1" and says something else: keep one of the two',
    );
    expect(first.out()).toContain(
      'ordini.csv:5  line 2 has the same id "1" and says something else: keep one of the two',
    );
    expect(percorso.rows('companies').map(({ name }) => name)).toEqual(['Alfa', 'Beta', 'Beta']);
    const again = recordedTerminal();
    await again.crm('import', folder, '--mapping', mapping, '--url', percorso.url);
    expect(again.out()).toMatch(/^companies +0 +0 +3 +1$/m);
    expect(again.out()).toMatch(/^opportunities +0 +0 +4 +1$/m);
  });

  test('names the file of the earlier row where it is another one', async () => {
    const percorso = await fakePercorso();
    const users = ['capi.csv', 'agenti.csv'].map((file) => ({
      file,
      fields: {
        key: 'nome',
        name: 'nome',
        email: 'email',
        role: { constant: file === 'capi.csv' ? 'manager' : 'sales' },
      },
    }));
    const { folder, mapping } = given(
      {
        'capi.csv': 'nome,email\nAnna,anna@alfa.example\n',
        'agenti.csv': 'nome,email\nBruno,bruno@alfa.example\nAnna,anna@alfa.example\n',
      },
      { users },
    );
    const { crm, out } = recordedTerminal();
    expect(await crm('import', folder, '--mapping', mapping, '--url', percorso.url)).toBe(0);
    expect(out()).toMatch(/^users +2 +0 +0 +1$/m);
    expect(out()).toContain('agenti.csv:3  capi.csv:2 has the same key "Anna" and says something else');
  });

  test('refuses a person of a company who says yes in one row and no in another', async () => {
    const percorso = await fakePercorso();
    const people = [
      {
        file: 'contatti.csv',
        fields: { companyKey: 'cliente', name: 'nome', email: 'email' },
        consents: [{ purpose: 'marketing', granted: 'consenso', text: { constant: 'Acconsento.' } }],
      },
    ];
    const contacts = ['cliente,nome,email,consenso', 'C1,Ada,ada@alfa.example,true', 'C1,Ada,ADA@alfa.example,false'];
    const { folder, mapping } = given(
      { 'contatti.csv': [...contacts, 'C2,Ada,ada@alfa.example,false'].join('\n') },
      { people },
    );
    const { crm, out } = recordedTerminal();
    await crm('import', folder, '--mapping', mapping, '--url', percorso.url);
    expect(out()).toMatch(/^people +2 +0 +0 +1$/m);
    expect(out()).toContain('contatti.csv:3  line 2 has the same email "ADA@alfa.example" and says something else');
  });

  test('that meets a column which is not there says that, and nothing else', async () => {
    const { folder, mapping: file } = given(
      {},
      { companies: [{ file: 'clienti.csv', fields: { key: 'code', name: 'nome' } }] },
    );
    const { crm, out, err } = recordedTerminal();
    expect(await crm('import', folder, '--mapping', file, '--check')).toBe(1);
    expect(err()).toMatch(/clienti\.csv has no column "code"; it has codice, nome\.\n$/);
    expect(out()).toBe(`Mapping: Clienti (${file})\n`);
  });

  test('tells each count once, and of one row as of one', async () => {
    const percorso = await fakePercorso();
    const { folder, mapping: file } = given();
    let time = Date.parse('2026-11-22T10:00:00Z');
    const { crm, err, out } = recordedTerminal({
      now: () => {
        time += 4_000;
        return time;
      },
    });
    expect(await crm('import', folder, '--mapping', file, '--url', percorso.url)).toBe(0);
    const told = err()
      .split('\n')
      .map((line) => line.replace(/, \d+\/s.*$/, ''));
    expect([...new Set(told)]).toEqual(told);
    expect(told).toContain('companies      2 of 2');
    expect(out()).toContain('\n1 row could not be taken:\n');
  });

  test('lets the latest of equal owners have the company', async () => {
    const percorso = await fakePercorso();
    const { folder, mapping } = given();
    await recordedTerminal().crm('import', folder, '--mapping', mapping, '--url', percorso.url);
    expect(percorso.rows('companies').map(({ key, ownerKey }) => [key, ownerKey])).toEqual([
      ['C1', 'bruno'],
      ['C2', 'bruno'],
    ]);
  });

  test('never has two batches of one company under way at the same time', async () => {
    const many = Array.from({ length: 900 }, (_, n) => `${n},C${n % 7 < 5 ? 1 : (n % 40) + 2},anna,10/01/2026,1`);
    const percorso = await fakePercorso();
    const { folder, mapping } = given({ 'ordini.csv': [orders[0], ...many].join('\n') });
    await recordedTerminal().crm('import', folder, '--mapping', mapping, '--url', percorso.url);
    const batches = percorso.batches.filter(({ kind }) => kind === 'opportunities').map(({ rows }) => rows);
    expect(batches.flat()).toHaveLength(900);
    expect(Math.max(...batches.map(({ length }) => length))).toBeLessThanOrEqual(160);
    const homes = Map.groupBy(
      batches.flatMap((rows, n) => rows.map(({ companyKey }) => ({ companyKey, n }))),
      ({ companyKey }) => companyKey,
    );
    const spread = [...homes].filter(([, rows]) => new Set(rows.map(({ n }) => n)).size > 1).map(([key]) => key);
    expect(spread).toEqual(['C1']);
    expect(percorso.overlaps).toEqual([]);
    expect(percorso.mostAtOnce()).toBeGreaterThan(1);
  });

  test('tries again when the server is busy, as long as it asks for', async () => {
    const waits: number[] = [];
    const wait = async (milliseconds: number) => void waits.push(milliseconds);
    const percorso = await fakePercorso({}, (count) =>
      count === 1 ? { status: 429, headers: { 'retry-after': '7' } } : count < 4 ? { status: 503 } : undefined,
    );
    const { folder, mapping } = given();
    const { crm, err } = recordedTerminal({ wait });
    expect(await crm('import', folder, '--mapping', mapping, '--url', percorso.url)).toBe(0);
    expect(waits.slice(0, 3)).toEqual([7000, 500, 1000]);
    expect(err()).toContain('POST /imports/companies was answered with 429: busy. Trying again in 7 s.');
  });

  test('that the server refuses says why, what is in by then, and ends with 1', async () => {
    const percorso = await fakePercorso({}, (count) => (count === 2 ? { status: 400 } : undefined));
    const { folder, mapping } = given();
    const { crm, out, err } = recordedTerminal();
    expect(await crm('import', folder, '--mapping', mapping, '--url', percorso.url)).toBe(1);
    expect(err()).toContain('POST /imports/opportunities was answered with 400: busy');
    expect(out()).toMatch(/^companies +2 +0 +0 +0$/m);
  });

  test('stops between two batches when interrupted, and tells how to go on', async () => {
    const stop = new AbortController();
    const percorso = await fakePercorso({}, () => void stop.abort());
    const { folder, mapping } = given();
    const { crm, out } = recordedTerminal({ signal: stop.signal });
    expect(await crm('import', folder, '--mapping', mapping, '--url', percorso.url)).toBe(130);
    expect(percorso.batches.map(({ kind }) => kind)).toEqual(['companies']);
    expect(out()).toContain('Run it again to bring in the rest');
  });

  test('can only be checked, without a server', async () => {
    const { folder, mapping } = given();
    const { crm, out } = recordedTerminal();
    expect(await crm('import', folder, '--mapping', mapping, '--check')).toBe(0);
    expect(out()).toMatch(/^opportunities +3 +1$/m);
  });

  test('shows a bar to a person', async () => {
    const percorso = await fakePercorso();
    const { folder, mapping } = given();
    const { crm, err } = recordedTerminal({ watched: true });
    await crm('import', folder, '--mapping', mapping, '--url', percorso.url);
    expect(err()).toContain('companies      [####################] 2 of 2, ');
  });
});

describe('An import that cannot begin says why and what to do:', () => {
  const cases: [string, Record<string, string>, object, string][] = [
    [
      'a file is missing',
      {},
      { companies: [{ ...mapping.companies[0], file: 'altro.csv' }] },
      'wants altro.csv, which',
    ],
    [
      'a column is missing',
      { 'clienti.csv': 'id,nome\n' },
      {},
      'companies[0].fields.key: clienti.csv has no column "codice"; it has id, nome',
    ],
    [
      'a needed field has no source',
      {},
      { companies: [{ file: 'clienti.csv', fields: { key: 'codice' } }] },
      'companies[0].fields.name',
    ],
    [
      'a field is none of the target',
      {},
      { companies: [{ file: 'clienti.csv', fields: { key: 'codice', name: 'nome', nome: 'nome' } }] },
      'Unrecognized key: "nome"',
    ],
    ['dates move without a reason', {}, { shiftDates: 'P1Y' }, 'whoever moves dates says why'],
    ['the mapping is no JSON', { 'mapping.json': '{' }, {}, 'cannot be read'],
    ['a file is not text', { 'clienti.csv': '' }, {}, 'clienti.csv is empty'],
  ];
  test.each(cases)('%s', async (_, files, changes, sentence) => {
    const { folder, mapping } = given(files, changes);
    const { crm, err } = recordedTerminal();
    expect(await crm('import', folder, '--mapping', mapping, '--check')).toBe(1);
    expect(err()).toContain(sentence);
  });

  test('no shipped mapping fits the folder', async () => {
    const { crm, err } = recordedTerminal();
    expect(await crm('import', given().folder)).toBe(1);
    expect(err()).toMatch(/No shipped mapping fits .*crm-sales\.json .*pass it with --mapping/);
  });

  test('there is no such folder', async () => {
    const { crm, err } = recordedTerminal();
    expect(await crm('import', join(given().folder, 'nowhere'))).toBe(1);
    expect(err()).toContain('There is no folder');
  });

  test('nothing answers', async () => {
    const { folder, mapping } = given();
    const { crm, err } = recordedTerminal();
    expect(await crm('import', folder, '--mapping', mapping, '--url', 'http://127.0.0.1:9')).toBe(1);
    expect(err()).toContain('start it with npm start, or say with --url where it runs');
  });
});

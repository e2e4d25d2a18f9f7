import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRecordReader } from '#local/cli/csv/records.ts';
import { readHeader, readTable } from '#local/cli/csv/table.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const format = { encoding: 'utf-8', delimiter: ',' } as const;

function file(content: string | Buffer): string {
  const path = join(temporaryFolder(), 'file.csv');
  writeFileSync(path, content);
  return path;
}

async function rowsOf(content: string | Buffer, options: Parameters<typeof readTable>[1] = format) {
  const rows = [];
  for await (const portion of readTable(file(content), options)) rows.push(...portion);
  return rows;
}

const lines = (text: string) => text.split('\n').map((each, index) => ({ line: index + 1, text: each }));

describe('A CSV file', () => {
  test('may have a byte order mark, quotes, CRLF, blank lines and values over several lines; each row keeps its line', async () => {
    const rows = await rowsOf(
      '\uFEFFname,note\r\n"Rossi, Bianchi","said ""yes"""\r\n\r\nVerdi,"two\r\nlines"\r\nNeri, end \r\n',
    );
    expect(rows).toEqual([
      { line: 2, row: { name: 'Rossi, Bianchi', note: 'said "yes"' } },
      { line: 4, row: { name: 'Verdi', note: 'two\nlines' } },
      { line: 6, row: { name: 'Neri', note: 'end' } },
    ]);
  });

  test('of an Italian spreadsheet has semicolons and Windows letters', async () => {
    const bytes = Buffer.from('nome;sede\nCaff\xe8 d\x92Italia;Forl\xec\n', 'latin1');
    const rows = await rowsOf(bytes, { encoding: 'windows-1252', delimiter: ';' });
    expect(rows).toEqual([{ line: 2, row: { nome: 'Caffè d’Italia', sede: 'Forlì' } }]);
    await expect(rowsOf(bytes)).rejects.toThrow(/is not utf-8 from line 2 on: .*"encoding": "windows-1252"/);
    const long = Buffer.concat([Buffer.from(`name\n${'Città\n'.repeat(20_000)}`), Buffer.from('Forl\xec\n', 'latin1')]);
    await expect(rowsOf(long)).rejects.toThrow(/is not utf-8 from line 20002 on/);
  });

  test('with a quote that is never closed loses that line only', async () => {
    const rows = await rowsOf('a,b\n1,"open\n2,x\n3,"fine, too"\n4,y\n');
    expect(rows).toEqual([
      { line: 2, broken: expect.stringContaining('quote') },
      { line: 3, row: { a: '2', b: 'x' } },
      { line: 4, row: { a: '3', b: 'fine, too' } },
      { line: 5, row: { a: '4', b: 'y' } },
    ]);
  });

  test('says of each row what is wrong with it', async () => {
    const rows = await rowsOf('a,b\n5" pipe,x\n"5" pipe",x\nonly\n1,2,3\n1,2,,\n');
    expect(rows).toEqual([
      { line: 2, broken: expect.stringContaining('inside an unquoted value') },
      { line: 3, broken: expect.stringContaining('text follows a closing quote') },
      { line: 4, broken: 'has 1 values where the header has 2 columns' },
      { line: 5, broken: 'has 3 values where the header has 2 columns' },
      { line: 6, row: { a: '1', b: '2' } },
    ]);
  });

  test('needs a header that names each column once', async () => {
    await expect(readHeader(file(''), format)).rejects.toThrow(/is empty: its first row must name the columns/);
    await expect(readHeader(file('a,b,a\n'), format)).rejects.toThrow('file.csv has two columns "a"');
  });

  test('comes out as it was written, however it is cut into portions', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', ' ', ',', '"', '\n', 'è'), maxLength: 8 });
    const quote = (text: string) => `"${text.replaceAll('"', '""')}"`;
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 20 }), fc.nat(40), (rows, cut) => {
        const all = lines(rows.map((row) => row.map(quote).join(',')).join('\n'));
        const reader = createRecordReader(',');
        const records = [...reader.read(all.slice(0, cut)), ...reader.read(all.slice(cut)), ...reader.end()];
        expect(records.map((record) => ('fields' in record ? record.fields : record.broken))).toEqual(rows);
      }),
    );
  });

  test('loses one row at most to a stray quote, wherever it stands', () => {
    fc.assert(
      fc.property(fc.nat(29), fc.nat(6), (row, at) => {
        const text = Array.from({ length: 30 }, (_, index) => `r${index},x${index}`);
        text[row] = `${text[row]?.slice(0, at)}"${text[row]?.slice(at)}`;
        const reader = createRecordReader(',');
        const records = [...reader.read(lines(text.join('\n'))), ...reader.end()];
        const read = records.flatMap((record) => ('fields' in record ? [record.line] : []));
        const others = Array.from({ length: 30 }, (_, index) => index + 1).filter((line) => line !== row + 1);
        expect(read.filter((line) => line !== row + 1)).toEqual(others);
        expect(records).toHaveLength(30);
      }),
    );
  });
});

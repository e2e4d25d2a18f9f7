import { basename } from 'node:path';
import { CommandFailed } from '#local/cli/failure.ts';
import { type Encoding, readLines } from './lines.ts';
import { type CsvRecord, createRecordReader } from './records.ts';

export type Row = Readonly<Record<string, string>>;
export type TableRow =
  | { readonly line: number; readonly row: Row }
  | { readonly line: number; readonly broken: string };

export type CsvFormat = { readonly encoding: Encoding; readonly delimiter: string };

/** The columns of a CSV file, from its first row. @throws CommandFailed without one. */
export async function readHeader(file: string, format: CsvFormat): Promise<readonly string[]> {
  for await (const [first] of readRecords(file, format)) {
    if (first !== undefined) return headerOf(first, file);
  }
  throw new CommandFailed(`${file} is empty: its first row must name the columns.`);
}

/** The rows under the header in portions, values trimmed. A row that does not fit comes with the reason. */
export async function* readTable(file: string, format: CsvFormat): AsyncGenerator<TableRow[]> {
  let columns: readonly string[] | undefined;
  for await (const records of readRecords(file, format)) {
    let rows = records;
    if (columns === undefined && rows[0] !== undefined) {
      columns = headerOf(rows[0], file);
      rows = rows.slice(1);
    }
    const names = columns;
    if (names !== undefined) yield rows.map((record) => toRow(record, names));
  }
}

async function* readRecords(file: string, { encoding, delimiter }: CsvFormat): AsyncGenerator<CsvRecord[]> {
  const reader = createRecordReader(delimiter);
  for await (const lines of readLines(file, encoding)) yield reader.read(lines);
  yield reader.end();
}

function headerOf(record: CsvRecord, file: string): readonly string[] {
  if ('broken' in record) throw new CommandFailed(`${file}, line ${record.line}: ${record.broken}.`);
  const columns = record.fields.map((field) => field.trim());
  const twice = columns.find((name, index) => name !== '' && columns.indexOf(name) !== index);
  if (twice === undefined) return columns;
  throw new CommandFailed(`${basename(file)} has two columns "${twice}": give each its own name.`);
}

function toRow(record: CsvRecord, columns: readonly string[]): TableRow {
  if ('broken' in record) return record;
  const { line, fields } = record;
  const extra = fields.slice(columns.length).some((field) => field.trim() !== '');
  if (fields.length < columns.length || extra) {
    return { line, broken: `has ${fields.length} values where the header has ${columns.length} columns` };
  }
  return { line, row: Object.fromEntries(columns.map((name, index) => [name, fields[index]?.trim() ?? ''])) };
}

import { CsvError, parse } from 'csv-parse/sync';
import type { Line } from './lines.ts';

export type CsvRecord =
  | { readonly line: number; readonly fields: readonly string[] }
  | { readonly line: number; readonly broken: string };

/** A value may span so many lines; past it the opening quote is taken for the mistake that it is. */
const longestRecord = { lines: 1_000, characters: 1_000_000 };

/**
 * Puts lines together to records and splits them into fields. A record that cannot be read costs its first line only: what a stray
 * quote has swallowed is read again without it.
 */
export function createRecordReader(delimiter: string) {
  let open: Line[] = [];
  let quotes = 0;
  let characters = 0;

  const close = (): Line[] => {
    const lines = open;
    open = [];
    quotes = 0;
    characters = 0;
    return lines;
  };

  const take = (lines: readonly Line[], atEnd: boolean): CsvRecord[] => {
    const records: CsvRecord[] = [];
    const todo = lines.toReversed();
    const plain: Line[] = [];
    const flush = () => records.push(...parseLines(plain.splice(0), delimiter));
    for (let next = todo.pop(); next !== undefined || (atEnd && open.length > 0); next = todo.pop()) {
      if (next !== undefined) {
        open.push(next);
        quotes += countQuotes(next.text);
        characters += next.text.length;
        const full = open.length >= longestRecord.lines || characters >= longestRecord.characters;
        if (quotes % 2 === 1 && !full) continue;
      }
      const whole = quotes % 2 === 0;
      const [first, ...others] = close();
      if (first === undefined || (whole && others.length === 0 && first.text.trim() === '')) continue;
      if (whole && others.length === 0) {
        plain.push(first);
        continue;
      }
      flush();
      const record = parseOne([first, ...others], delimiter);
      records.push(record);
      if ('broken' in record) todo.push(...others.reverse());
    }
    flush();
    return records;
  };

  return {
    read: (lines: readonly Line[]): CsvRecord[] => take(lines, false),
    /** What a quote that was never closed has kept back. */
    end: (): CsvRecord[] => take([], true),
  };
}

function countQuotes(text: string): number {
  let count = 0;
  for (let at = text.indexOf('"'); at >= 0; at = text.indexOf('"', at + 1)) count += 1;
  return count;
}

/** All at once, which is much faster; one by one when something is wrong with any of them. */
function parseLines(lines: readonly Line[], delimiter: string): CsvRecord[] {
  if (lines.length === 0) return [];
  try {
    const rows = split(lines, delimiter);
    if (rows.length === lines.length) return lines.map(({ line }, index) => ({ line, fields: rows[index] ?? [] }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
  }
  return lines.map((line) => parseOne([line], delimiter));
}

function parseOne(lines: readonly Line[], delimiter: string): CsvRecord {
  const line = lines[0]?.line ?? 0;
  try {
    const [fields, ...more] = split(lines, delimiter);
    return fields !== undefined && more.length === 0 ? { line, fields } : { line, broken: 'cannot be read as one row' };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { line, broken: reasons[error.code] ?? error.message };
  }
}

function split(lines: readonly Line[], delimiter: string): string[][] {
  const text = lines.map((line) => line.text).join('\n');
  return parse(text, { delimiter, record_delimiter: '\n', relax_column_count: true });
}

const reasons: Record<string, string> = {
  CSV_QUOTE_NOT_CLOSED: 'a quote is opened and not closed',
  CSV_INVALID_CLOSING_QUOTE: 'text follows a closing quote; a quote inside a quoted value is written twice',
  INVALID_OPENING_QUOTE: 'a quote stands inside an unquoted value; quote the value and write the quote inside twice',
};

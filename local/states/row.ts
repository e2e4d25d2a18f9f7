import type { SQLOutputValue } from 'node:sqlite';

export type Row = Record<string, SQLOutputValue>;

/** A column that must hold a text; the database says the same, so anything else is a bug. */
export function textIn(row: Row, column: string): string {
  const value = row[column];
  if (typeof value === 'string') return value;
  throw new TypeError(`The column ${column} should hold a text, it holds ${typeof value}.`);
}

export function numberIn(row: Row, column: string): number {
  const value = row[column];
  if (typeof value === 'number') return value;
  throw new TypeError(`The column ${column} should hold a number, it holds ${typeof value}.`);
}

export const optionalText = (row: Row, column: string): string | undefined =>
  row[column] === null ? undefined : textIn(row, column);

import { z } from 'zod';
import { type ImportKind, rowSchemas } from '#contracts/http/imports.ts';
import type { Row } from '#local/cli/csv/table.ts';
import { CommandFailed } from '#local/cli/failure.ts';
import { checkColumn, compileField, type Reader, type Scope } from './compile-field.ts';
import type { Field } from './field.ts';
import { RowProblem } from './row-problem.ts';
import type { ConsentField, Source } from './schema.ts';

/** A row as `POST /imports/{kind}` takes it. */
export type TargetRow = { readonly line: number } & Readonly<Record<string, unknown>>;

/** Of one source: a row of its file to the row of the API, undefined when an earlier one stands for it. */
export type RowReader = (line: number, row: Row) => TargetRow | undefined;

/** @throws CommandFailed when the mapping names a column or a table that is not there; the reader throws RowProblem. */
export function compileSource(kind: ImportKind, source: Source, scope: Scope, place: string): RowReader {
  const at = <T>(name: string, compile: () => T): T => {
    try {
      return compile();
    } catch (error) {
      if (!(error instanceof CommandFailed)) throw error;
      throw new CommandFailed(`${place}.${name}: ${error.message}.`);
    }
  };
  const fields = Object.entries(source.fields).flatMap(([name, field]) =>
    field === undefined ? [] : [[name, at(`fields.${name}`, () => compileField(field, scope))] as const],
  );
  const consents = source.consents?.map((consent, index) =>
    at(`consents[${index}]`, () => compileConsent(consent, scope)),
  );
  const { distinct } = source;
  if (distinct !== undefined) at('distinct', () => checkColumn(distinct, scope.columns, scope.file));
  const seen = new Set<string>();
  return (line, row) => {
    if (distinct !== undefined) {
      const value = row[distinct] ?? '';
      if (value === '' || seen.has(value)) return undefined;
      seen.add(value);
    }
    const values = Object.fromEntries(fields.map(([name, read]) => [name, explained(name, read, row)]));
    const given = consents?.flatMap((read) => read(row) ?? []);
    return checked(kind, { line, ...values, ...(given?.length ? { consents: given } : {}) }, source.fields);
  };
}

function compileConsent({ purpose, granted, text }: ConsentField, scope: Scope) {
  const readGranted = compileField(granted, scope);
  const readText = compileField(text, scope);
  return (row: Row) => {
    const answer = readGranted(row);
    if (answer === undefined) return undefined;
    const word = String(answer);
    if (word !== 'true' && word !== 'false') throw new RowProblem(`consent: "${word}" is neither true nor false`);
    return { purpose, granted: word === 'true', text: readText(row) };
  };
}

function explained(name: string, read: Reader, row: Row) {
  try {
    return read(row);
  } catch (error) {
    if (error instanceof RowProblem) throw new RowProblem(`${name}: ${error.message}`);
    throw error;
  }
}

/** What the server would refuse is told before anything is sent. */
function checked(kind: ImportKind, row: TargetRow, fields: Source['fields']): TargetRow {
  const result = z.safeParse(rowSchemas[kind], row);
  if (result.success) return row;
  const reasons = result.error.issues.map(({ path, message }) => {
    const name = path.join('.');
    return path.length === 1 && row[name] === undefined
      ? `${name}${origin(fields[name])} is empty`
      : `${name}: ${message}`;
  });
  throw new RowProblem(reasons.join('; '));
}

function origin(field: Field | undefined): string {
  if (typeof field === 'string') return ` (column ${field})`;
  return field !== undefined && 'column' in field ? ` (column ${field.column})` : '';
}

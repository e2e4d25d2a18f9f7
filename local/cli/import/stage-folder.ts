import { join } from 'node:path';
import type { ImportKind } from '#contracts/http/imports.ts';
import { type CsvFormat, type Row, readHeader, readTable } from '#local/cli/csv/table.ts';
import { CommandFailed } from '#local/cli/failure.ts';
import { compileField, type Scope } from '#local/cli/mapping/compile-field.ts';
import { compileSource, type RowReader, type TargetRow } from '#local/cli/mapping/compile-source.ts';
import { createLookup, type Lookup } from '#local/cli/mapping/lookup.ts';
import { RowProblem } from '#local/cli/mapping/row-problem.ts';
import type { Mapping, Source } from '#local/cli/mapping/schema.ts';
import { identityInWords } from './identity-of.ts';
import type { Rejection } from './rejections.ts';
import type { Staging } from './staging.ts';

export type StageOptions = {
  readonly folder: string;
  readonly mapping: Mapping;
  readonly staging: Staging;
  readonly reject: (kind: ImportKind, rejection: Rejection) => void;
  readonly onRows?: (count: number) => void;
};

/** Opportunities before companies, whose owners they tell. */
const readingOrder: readonly ImportKind[] = ['users', 'opportunities', 'companies', 'people'];

/**
 * Reads all files of a folder through a mapping; nothing has been sent yet when something is wrong.
 * @throws CommandFailed when a file or a column is not there, or a file cannot be read.
 */
export async function stageFolder(options: StageOptions): Promise<void> {
  const { folder, mapping } = options;
  const lookups = await readLookups(folder, mapping);
  for (const kind of readingOrder) {
    for (const [index, source] of mapping[kind].entries()) {
      const columns = await readHeader(join(folder, source.file), mapping);
      const scope = { file: source.file, columns, lookups, shift: mapping.shiftDates };
      const place = `${kind}[${index}]`;
      const withOwner = kind === 'companies' ? { ...scope, ...ownerScope(source, scope, options) } : scope;
      await stageSource(kind, source, compileSource(kind, source, withOwner, place), options);
    }
  }
}

async function stageSource(kind: ImportKind, source: Source, read: RowReader, options: StageOptions): Promise<void> {
  const { folder, mapping, staging, reject, onRows } = options;
  const number = staging.addFile({ kind, file: source.file });
  for await (const portion of readTable(join(folder, source.file), mapping)) {
    const ready: TargetRow[] = [];
    for (const each of portion) {
      const result = 'broken' in each ? each.broken : tryRead(read, each.line, each.row);
      if (typeof result === 'string') reject(kind, { file: source.file, line: each.line, reason: result });
      else if (result !== undefined) ready.push(result);
    }
    for (const { row, earlier } of staging.add(number, ready)) {
      const place = earlier.file === source.file ? `line ${earlier.line}` : `${earlier.file}:${earlier.line}`;
      const reason = `${place} has the same ${identityInWords(kind, row)} and says something else: keep one of the two`;
      reject(kind, { file: source.file, line: row.line, reason });
    }
    onRows?.(portion.length);
  }
}

function tryRead(read: RowReader, ...row: Parameters<RowReader>): TargetRow | string | undefined {
  try {
    return read(...row);
  } catch (error) {
    if (error instanceof RowProblem) return error.message;
    throw error;
  }
}

function ownerScope(source: Source, scope: Scope, { mapping, staging }: StageOptions): Pick<Scope, 'ownerOf'> {
  const { key } = source.fields;
  if (mapping.opportunities.length === 0 || key === undefined) return {};
  let ownerOf: ((row: Row) => string | undefined) | undefined;
  const open = () => {
    const readKey = compileField(key, scope);
    const ownerOfCompany = staging.ownerReader();
    return (row: Row) => ownerOfCompany(String(readKey(row)));
  };
  return {
    ownerOf(row) {
      ownerOf ??= open();
      return ownerOf(row);
    },
  };
}

async function readLookups(folder: string, mapping: Mapping): Promise<ReadonlyMap<string, Lookup>> {
  const lookups = new Map<string, Lookup>();
  for (const [name, { file, key }] of Object.entries(mapping.tables)) {
    const path = join(folder, file);
    const columns = await readHeader(path, mapping);
    if (!columns.includes(key)) {
      throw new CommandFailed(`tables.${name}: ${file} has no column "${key}"; it has ${columns.join(', ')}.`);
    }
    lookups.set(name, createLookup(file, columns, key, await goodRows(path, mapping)));
  }
  return lookups;
}

async function goodRows(path: string, format: CsvFormat) {
  const rows = [];
  for await (const portion of readTable(path, format)) {
    for (const each of portion) if ('row' in each) rows.push(each.row);
  }
  return rows;
}

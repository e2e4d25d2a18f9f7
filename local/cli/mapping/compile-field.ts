import { Liquid, type Template } from 'liquidjs';
import type { Row } from '#local/cli/csv/table.ts';
import { CommandFailed } from '#local/cli/failure.ts';
import { converter } from './convert.ts';
import type { Field } from './field.ts';
import type { Lookup } from './lookup.ts';
import { RowProblem } from './row-problem.ts';

export type Value = string | number | boolean | undefined;

/** The value of one field of one row, undefined when there is none. @throws RowProblem when the row cannot be taken. */
export type Reader = (row: Row) => Value;

export type Scope = {
  readonly file: string;
  readonly columns: readonly string[];
  readonly lookups: ReadonlyMap<string, Lookup>;
  readonly shift: string | undefined;
  /** Of the company that a row is about; absent where rows are no companies. */
  readonly ownerOf?: (row: Row) => string | undefined;
};

const liquid = new Liquid({ strictVariables: true, strictFilters: true });

/** Makes a reader of a field. @throws CommandFailed when it names what is not there. */
export function compileField(field: Field, scope: Scope): Reader {
  if (typeof field === 'string') return columnReader(field, scope);
  const read = sourceReader(field, scope);
  const { map, others } = field;
  const convert = converter(field.as, scope.shift);
  return (row) => {
    const found = read(row);
    if (typeof found !== 'string') return found;
    const text = map === undefined ? found : translate(found, map, others);
    return text === undefined || text === '' ? undefined : convert(text);
  };
}

function sourceReader(field: Exclude<Field, string>, scope: Scope): Reader {
  if ('column' in field) return columnReader(field.column, scope);
  if ('constant' in field) return () => field.constant;
  if ('template' in field) return templateReader(field.template, scope);
  if ('lookup' in field) return lookupReader(field, scope);
  if ('from' in field) return ownerReader(scope);
  const readers = field.firstOf.map((each) => compileField(each, scope));
  return (row) => {
    for (const read of readers) {
      const value = read(row);
      if (value !== undefined) return value;
    }
    return undefined;
  };
}

function columnReader(column: string, { columns, file }: Scope): Reader {
  checkColumn(column, columns, file);
  return (row) => row[column] || undefined;
}

function templateReader(text: string, { columns, file }: Scope): Reader {
  let templates: Template[];
  try {
    templates = liquid.parse(text);
  } catch (error) {
    throw new CommandFailed(`the template ${text} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
  const names = liquid.globalVariablesSync(templates);
  for (const name of names) checkColumn(name, columns, file);
  return (row) => (names.some((name) => !row[name]) ? undefined : String(liquid.renderSync(templates, row)).trim());
}

function lookupReader(field: Extract<Field, { lookup: string }>, scope: Scope): Reader {
  const table = scope.lookups.get(field.lookup);
  if (table === undefined) throw new CommandFailed(`there is no table "${field.lookup}" among the mapping's tables`);
  checkColumn(field.take, table.columns, table.file);
  const by = compileField(field.by, scope);
  return (row) => {
    const key = by(row);
    if (key === undefined) return undefined;
    const found = table.find(String(key));
    if (found !== undefined) return found[field.take] || undefined;
    if (field.missing === 'empty') return undefined;
    throw new RowProblem(`"${key}" is not in ${table.file}`);
  };
}

function ownerReader({ ownerOf }: Scope): Reader {
  if (ownerOf === undefined) throw new CommandFailed('only companies can take their owner from their opportunities');
  return ownerOf;
}

export function checkColumn(column: string, columns: readonly string[], file: string): void {
  if (columns.includes(column)) return;
  throw new CommandFailed(`${file} has no column "${column}"; it has ${columns.join(', ')}`);
}

function translate(text: string, map: Readonly<Record<string, string | null>>, others: 'reject' | 'keep' | 'empty') {
  if (Object.hasOwn(map, text)) return map[text] ?? undefined;
  if (others === 'keep') return text;
  if (others === 'empty') return undefined;
  throw new RowProblem(`"${text}" is none of ${Object.keys(map).join(', ')}`);
}

import { type IndexDefinition, keyNames, type TableDefinition } from '#local/table/definition.ts';
import { indexKey } from '#local/table/entry-key.ts';
import { projected } from '#local/table/projected.ts';
import type { Item } from '#local/table/values/attribute-value.ts';
import { areEqual } from '#local/table/values/compare.ts';
import { itemSize } from '#local/table/values/size.ts';

/**
 * Units of capacity that a request has taken from one table.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html
 */
export type Consumed = {
  readonly tableName: string;
  readonly table: number;
  readonly indexes: ReadonlyMap<IndexDefinition, number>;
};

/** A transaction prepares and commits: everything is done twice. */
const transactionFactor = 2;

/** Bytes read, rounded up to 4 KB: a unit each when consistent, half of one when not, two in a transaction. */
export function readUnits(bytes: number, mode: 'eventual' | 'consistent' | 'transaction'): number {
  const blocks = Math.max(1, Math.ceil(bytes / 4096));
  switch (mode) {
    case 'eventual':
      return blocks / 2;
    case 'consistent':
      return blocks;
    case 'transaction':
      return blocks * transactionFactor;
    default:
      return mode satisfies never;
  }
}

/** What writing an item takes: the larger of its states by the KB, and each index entry that is made, changed or removed. */
export function writeConsumed(
  table: TableDefinition,
  before: Item | undefined,
  after: Item | undefined,
  transactional = false,
): Consumed {
  const factor = transactional ? transactionFactor : 1;
  const bytes = Math.max(before ? itemSize(before) : 0, after ? itemSize(after) : 0);
  const indexes = new Map<IndexDefinition, number>();
  for (const index of table.indexes) {
    const units = indexUnits(table, index, before, after);
    if (units > 0) indexes.set(index, units * factor);
  }
  return { tableName: table.name, table: writeUnits(bytes) * factor, indexes };
}

export function writeUnits(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / 1024));
}

function indexUnits(
  table: TableDefinition,
  index: IndexDefinition,
  before: Item | undefined,
  after: Item | undefined,
): number {
  const old = before && entryOf(table, index, before);
  const young = after && entryOf(table, index, after);
  if (old === undefined) return young === undefined ? 0 : writeUnits(itemSize(young));
  if (young === undefined) return writeUnits(itemSize(old));
  // An entry under another key is removed there and made here.
  if (!isSameKey(index, old, young)) return writeUnits(itemSize(old)) + writeUnits(itemSize(young));
  return areEqual({ M: old }, { M: young }) ? 0 : writeUnits(Math.max(itemSize(old), itemSize(young)));
}

/** What an index holds of an item; undefined of one that has no key for it, or has one that can be none. */
function entryOf(table: TableDefinition, index: IndexDefinition, item: Item): Item | undefined {
  return indexKey(index.key, table.key, item) && projected(table, index, item);
}

function isSameKey({ key }: IndexDefinition, one: Item, other: Item): boolean {
  return keyNames(key).every((name) => {
    const a = one[name];
    const b = other[name];
    return a === undefined || b === undefined ? a === b : areEqual(a, b);
  });
}

/** Units of several parts of a request together; all of one table. */
export function total(consumed: readonly Consumed[]): Consumed {
  const indexes = new Map<IndexDefinition, number>();
  for (const part of consumed) {
    for (const [index, units] of part.indexes) indexes.set(index, (indexes.get(index) ?? 0) + units);
  }
  return {
    tableName: consumed[0]?.tableName ?? '',
    table: consumed.reduce((sum, part) => sum + part.table, 0),
    indexes,
  };
}

export type CapacityWish = 'INDEXES' | 'TOTAL' | 'NONE';

/** The answer's ConsumedCapacity; undefined unless it was asked for. */
export function tellCapacity(wish: CapacityWish | undefined, consumed: Consumed, transaction?: 'read' | 'write') {
  if (wish === undefined || wish === 'NONE') return undefined;
  const all = sum(consumed);
  const inTransaction = (units: number) => ({
    ...(transaction === 'read' && { ReadCapacityUnits: units }),
    ...(transaction === 'write' && { WriteCapacityUnits: units }),
    CapacityUnits: units,
  });
  const brief = { TableName: consumed.tableName, ...inTransaction(all) };
  if (wish === 'TOTAL') return brief;
  const kinds = { GlobalSecondaryIndexes: 'global', LocalSecondaryIndexes: 'local' } as const;
  const parts = Object.entries(kinds).flatMap(([name, kind]) => {
    const own = [...consumed.indexes].filter(([index]) => index.kind === kind);
    const units = own.map(([index, each]) => [index.name, inTransaction(each)] as const);
    return units.length > 0 ? [[name, Object.fromEntries(units)] as const] : [];
  });
  return { ...brief, Table: inTransaction(consumed.table), ...Object.fromEntries(parts) };
}

function sum({ table, indexes }: Consumed): number {
  return [...indexes.values()].reduce((all, units) => all + units, table);
}

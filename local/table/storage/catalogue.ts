import { boundLimit } from '#local/bound-limit.ts';
import type { IndexDefinition, StreamDefinition, TableDefinition } from '#local/table/definition.ts';
import { indexKey, projectedNames, sizeOf, tableKey } from '#local/table/entry-key.ts';
import { type EntryTexts, entryTexts } from '#local/table/storage/entry-texts.ts';
import { nameOf } from '#local/table/storage/name-of.ts';
import type { Sql } from '#local/table/storage/sql.ts';
import type { Source } from '#local/table/table-store.ts';
import type { Item } from '#local/table/values/attribute-value.ts';

/** Keys in their order: a table's own, or those of an index, where an item may have none. */
export type Entries = {
  readonly source: number;
  /** The SQL tables of the keys and of the items they lead to. */
  readonly keys: string;
  readonly items: string;
  readonly texts: EntryTexts;
  readonly index?: IndexDefinition;
  readonly keyOf: (item: Item) => Buffer | undefined;
  /** Bytes of what is projected of an item of so many bytes. */
  readonly sizeOf: (item: Item, size: number) => number;
};

export type StoredTable = {
  readonly definition: TableDefinition;
  readonly own: Entries;
  readonly indexes: readonly Entries[];
  readonly hasPartitions: boolean;
  readonly stream?: StreamDefinition & { readonly id: number };
};

export type Catalogue = {
  readonly named: (name: string) => StoredTable | undefined;
  /** @throws Error for a table that is no more. */
  readonly stored: (table: TableDefinition) => StoredTable;
  readonly ofSource: (id: number) => StoredTable | undefined;
  readonly entriesOf: (source: Source) => Entries;
  readonly names: (after: string | undefined, limit: number) => string[];
  readonly forget: () => void;
};

export function catalogueOf(sql: Sql): Catalogue {
  const known = new Map<string, StoredTable>();

  function named(name: string): StoredTable | undefined {
    const table = known.get(name) ?? load(sql, name);
    if (table !== undefined) known.set(name, table);
    return table;
  }

  function stored({ id, name }: TableDefinition): StoredTable {
    const table = named(name);
    if (table?.definition.id !== id) throw new Error(`The table ${name} is no more, or another one than it was.`);
    return table;
  }

  return {
    named,
    stored,
    ofSource: (id) => {
      const row = sql.one<[string]>('SELECT table_name FROM sources WHERE id = ?', id);
      return row && named(row[0]);
    },
    entriesOf: ({ table, index }) => {
      const { own, indexes } = stored(table);
      if (index === undefined) return own;
      const entries = indexes.find((one) => one.index?.name === index.name);
      if (entries === undefined) throw new Error(`The index ${index.name} of the table ${table.name} is no more.`);
      return entries;
    },
    names: (after = '', limit) => {
      const rows = sql.all<[string]>(
        `SELECT name FROM tables WHERE name > ? ORDER BY name ${boundLimit}`,
        after,
        limit,
      );
      return rows.map(([name]) => name);
    },
    forget: () => {
      known.clear();
      sql.forget();
    },
  };
}

function load(sql: Sql, name: string): StoredTable | undefined {
  const row = sql.one<[string]>('SELECT definition FROM tables WHERE name = ?', name);
  if (row === undefined) return undefined;
  const definition: TableDefinition = JSON.parse(row[0]);
  const text = 'SELECT id, index_name FROM sources WHERE table_id = ?';
  const sources = sql.all<[number, string | null]>(text, definition.id);
  const numberOf = (indexName: string | null) => {
    const source = sources.find(([, found]) => found === indexName);
    if (source === undefined) throw new Error(`The file has lost a part of the table ${name}.`);
    return source[0];
  };
  const own = ownEntries(numberOf(null), definition);
  const stream = definition.stream && { ...definition.stream, id: streamNumber(sql, name, definition.stream.label) };
  return {
    definition,
    own,
    indexes: definition.indexes.map((index) => indexEntries(numberOf(index.name), index, own, definition)),
    hasPartitions: hasPartitions(definition),
    ...(stream && { stream }),
  };
}

/** Only where there are local indexes is the size of a partition limited, and therefore counted. */
export function hasPartitions({ indexes }: TableDefinition): boolean {
  return indexes.some(({ kind }) => kind === 'local');
}

export function ownEntries(source: number, { key }: TableDefinition): Entries {
  const [keys, items] = [nameOf.keys(source), nameOf.items(source)];
  return {
    source,
    keys,
    items,
    texts: entryTexts(keys, items),
    keyOf: (item) => tableKey(key, item),
    sizeOf: (_, size) => size,
  };
}

export function indexEntries(source: number, index: IndexDefinition, own: Entries, table: TableDefinition): Entries {
  const names = projectedNames(index, table.key);
  const keys = nameOf.keys(source);
  return {
    source,
    index,
    keys,
    items: own.items,
    texts: entryTexts(keys, own.items),
    keyOf: (item) => indexKey(index.key, table.key, item),
    sizeOf: (item, size) => (names === undefined ? size : sizeOf(names, item)),
  };
}

function streamNumber(sql: Sql, tableName: string, label: string): number {
  const text = 'SELECT max(id) FROM streams WHERE table_name = ? AND label = ? AND closed_at IS NULL';
  const row = sql.one<[number | null]>(text, tableName, label);
  if (row === undefined || row[0] === null) throw new Error(`The file has lost the stream of the table ${tableName}.`);
  return row[0];
}

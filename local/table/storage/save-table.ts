import type { IndexDefinition, TableDefinition } from '#local/table/definition.ts';
import { type Entries, hasPartitions, type StoredTable } from '#local/table/storage/catalogue.ts';
import { expiryOf, removalOf } from '#local/table/storage/expiry.ts';
import { itemOf } from '#local/table/storage/item-text.ts';
import { nameOf } from '#local/table/storage/name-of.ts';
import type { Parts } from '#local/table/storage/read-view.ts';

export function saveTable(parts: Parts, definition: TableDefinition): void {
  const { catalogue, sql } = parts;
  const before = catalogue.named(definition.name);
  if (before !== undefined && before.definition.id !== definition.id) {
    throw new Error(`There is another table of the name ${definition.name}.`);
  }
  if (before === undefined) createItems(parts, definition);
  const fresh = changeIndexes(parts, before, definition);
  changeStream(parts, before?.definition, definition);
  const text = 'INSERT OR REPLACE INTO tables (name, definition) VALUES (?, ?)';
  sql.run(text, definition.name, JSON.stringify(definition));
  catalogue.forget();
  if (before === undefined) return;
  const after = catalogue.stored(definition);
  for (const entries of after.indexes) if (fresh.includes(entries.index?.name)) fill(parts, entries);
  changeExpiries(parts, before, after);
}

export function dropTable({ catalogue, sql, streams, tally }: Parts, table: TableDefinition): void {
  const { definition, own, indexes } = catalogue.stored(table);
  streams.disable(table.name);
  for (const entries of [own, ...indexes]) dropKeys({ sql, tally }, entries);
  sql.exec(`DROP TABLE ${own.items}`);
  if (hasPartitions(definition)) sql.exec(`DROP TABLE ${nameOf.partitions(own.source)}`);
  sql.run('DELETE FROM expiries WHERE source = ?', own.source);
  sql.run('DELETE FROM tables WHERE name = ?', table.name);
  catalogue.forget();
}

function createItems({ sql }: Parts, table: TableDefinition): void {
  const source = createKeys(sql, table, null);
  sql.exec(`CREATE TABLE ${nameOf.items(source)} (id INTEGER PRIMARY KEY, size INTEGER NOT NULL, item TEXT NOT NULL)`);
  if (!hasPartitions(table)) return;
  sql.exec(`CREATE TABLE ${nameOf.partitions(source)} (key BLOB PRIMARY KEY, bytes INTEGER NOT NULL) WITHOUT ROWID`);
}

function createKeys(sql: Parts['sql'], { id, name }: TableDefinition, indexName: string | null): number {
  const text = 'INSERT INTO sources (table_id, table_name, index_name) VALUES (?, ?, ?)';
  const source = sql.run(text, id, name, indexName);
  sql.exec(`CREATE TABLE ${nameOf.keys(source)} (key BLOB PRIMARY KEY, id INTEGER NOT NULL) WITHOUT ROWID`);
  return source;
}

function dropKeys({ sql, tally }: Pick<Parts, 'sql' | 'tally'>, { keys, source }: Entries): void {
  sql.exec(`DROP TABLE ${keys}`);
  sql.run('DELETE FROM sources WHERE id = ?', source);
  const { items, bytes } = tally.of(source);
  tally.add(source, -items, -bytes);
}

/** @returns the names of the indexes that are new, or other ones than they were */
function changeIndexes(
  { sql, tally }: Parts,
  before: StoredTable | undefined,
  after: TableDefinition,
): (string | undefined)[] {
  const old = before?.indexes ?? [];
  for (const entries of old)
    if (!after.indexes.some((index) => isOver(entries, index))) dropKeys({ sql, tally }, entries);
  const fresh = after.indexes.filter((index) => !old.some((entries) => isOver(entries, index)));
  for (const index of fresh) createKeys(sql, after, index.name);
  return fresh.map(({ name }) => name);
}

function isOver({ index: old }: Entries, index: IndexDefinition): boolean {
  const shape = ({ name, key, projection }: IndexDefinition) => JSON.stringify([name, key, projection]);
  return old !== undefined && shape(old) === shape(index);
}

function changeStream({ streams }: Parts, before: TableDefinition | undefined, after: TableDefinition): void {
  if (before?.stream?.label === after.stream?.label) return;
  if (before?.stream !== undefined) streams.disable(after.name);
  if (after.stream !== undefined) streams.enable(after);
}

/** Enters what is there already; items whose attribute can be no key of the index stay out of it. */
function fill({ sql, tally }: Parts, entries: Entries): void {
  let items = 0;
  let bytes = 0;
  const insert = `INSERT INTO ${entries.keys} (key, id) VALUES (?, ?)`;
  for (const [id, size, text] of sql.rows<[number, number, string]>(`SELECT id, size, item FROM ${entries.items}`)) {
    const item = itemOf(text);
    const key = entries.keyOf(item);
    if (key === undefined) continue;
    sql.run(insert, key, id);
    items += 1;
    bytes += entries.sizeOf(item, size);
  }
  tally.add(entries.source, items, bytes);
}

function changeExpiries({ sql, now }: Parts, before: StoredTable, after: StoredTable): void {
  const { items, source } = after.own;
  if (before.definition.timeToLive?.attribute === after.definition.timeToLive?.attribute) return;
  sql.run('DELETE FROM expiries WHERE source = ?', source);
  if (after.definition.timeToLive === undefined) return;
  const insert = 'INSERT INTO expiries (at, source, item) VALUES (?, ?, ?)';
  for (const [id, text] of sql.rows<[number, string]>(`SELECT id, item FROM ${items}`)) {
    const at = removalOf(expiryOf(after, itemOf(text)), now());
    if (at !== undefined) sql.run(insert, at, source, id);
  }
}

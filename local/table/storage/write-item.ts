import { keyOf } from '#local/table/definition.ts';
import { tableKey } from '#local/table/entry-key.ts';
import type { Entries, StoredTable } from '#local/table/storage/catalogue.ts';
import { expiryOf, removalOf } from '#local/table/storage/expiry.ts';
import { findRow, type ItemRow } from '#local/table/storage/item-row.ts';
import { itemOf } from '#local/table/storage/item-text.ts';
import { partitionStart } from '#local/table/storage/key-range.ts';
import { nameOf } from '#local/table/storage/name-of.ts';
import type { Parts } from '#local/table/storage/read-view.ts';
import type { Item } from '#local/table/values/attribute-value.ts';
import { areEqual, isKeyValue } from '#local/table/values/compare.ts';
import { itemSize } from '#local/table/values/size.ts';

/** An item with what is kept of it. */
type Version = { readonly item: Item; readonly text: string; readonly size: number };

/** The number and the key of an item, with what it was and what it is. */
type Changed = {
  readonly id: number;
  readonly key: Buffer;
  readonly before?: Version | undefined;
  readonly after?: Version;
};

export function putItem(parts: Parts, table: StoredTable, item: Item): void {
  const { sql } = parts;
  const { own } = table;
  const key = tableKey(table.definition.key, item);
  const row = findRow(sql, own, key);
  const before = row && versionOf(row);
  const text = JSON.stringify(item);
  if (before !== undefined && isSame(before, item, text)) return;
  const after = { item, text, size: itemSize(item) };
  if (row === undefined) {
    const id = sql.run(`INSERT INTO ${own.items} (size, item) VALUES (?, ?)`, after.size, text);
    change(parts, table, { id, key, after });
  } else {
    sql.run(`UPDATE ${own.items} SET size = ?, item = ? WHERE id = ?`, after.size, text, row.id);
    change(parts, table, { id: row.id, key, before, after });
  }
}

/** @param isExpired removed by its time to live, as its stream record says */
export function removeItem(parts: Parts, table: StoredTable, key: Item, isExpired = false): void {
  const { own } = table;
  const bytes = tableKey(table.definition.key, key);
  const row = findRow(parts.sql, own, bytes);
  if (row === undefined) return;
  parts.sql.run(`DELETE FROM ${own.items} WHERE id = ?`, row.id);
  change(parts, table, { id: row.id, key: bytes, before: versionOf(row) }, isExpired);
}

function versionOf({ text, size }: ItemRow): Version {
  return { text, size, item: itemOf(text) };
}

/** Sets and maps have no order, so equal items may have different texts, but of the same length. */
function isSame(before: Version, item: Item, text: string): boolean {
  return before.text === text || (before.text.length === text.length && areEqual({ M: before.item }, { M: item }));
}

function change(parts: Parts, table: StoredTable, changed: Changed, isExpired = false): void {
  const { definition, own, indexes, stream } = table;
  const { id, key, before, after } = changed;
  const item = (after ?? before)?.item ?? {};
  let bytes = changeEntry(parts, own, id, entryOf(own, before, key), entryOf(own, after, key));
  for (const entries of indexes) {
    const more = changeEntry(parts, entries, id, entryOf(entries, before), entryOf(entries, after));
    if (entries.index?.kind === 'local') bytes += more;
  }
  if (table.hasPartitions) growPartition(parts, table, item, bytes);
  if (definition.timeToLive !== undefined) changeExpiry(parts, table, id, before?.item, after?.item);
  if (stream === undefined) return;
  const keys = keyOf(definition.key, item);
  parts.streams.append(stream, { keys, before: before?.text, after: after?.text, isExpired });
}

type Entry = { readonly key: Buffer; readonly bytes: number };

function entryOf(entries: Entries, version: Version | undefined, known?: Buffer): Entry | undefined {
  const key = version && (known ?? entries.keyOf(version.item));
  return version && key && { key, bytes: entries.sizeOf(version.item, version.size) };
}

/** @returns the bytes that are more */
function changeEntry(
  { sql, tally }: Parts,
  { keys, source }: Entries,
  id: number,
  before?: Entry,
  after?: Entry,
): number {
  const isMoved = before === undefined || after === undefined || !before.key.equals(after.key);
  if (isMoved && before !== undefined) sql.run(`DELETE FROM ${keys} WHERE key = ?`, before.key);
  if (isMoved && after !== undefined) sql.run(`INSERT INTO ${keys} (key, id) VALUES (?, ?)`, after.key, id);
  const items = (after === undefined ? 0 : 1) - (before === undefined ? 0 : 1);
  const bytes = (after?.bytes ?? 0) - (before?.bytes ?? 0);
  if (items !== 0 || bytes !== 0) tally.add(source, items, bytes);
  return bytes;
}

function growPartition({ sql }: Parts, { definition, own }: StoredTable, item: Item, bytes: number): void {
  const hash = item[definition.key.hash.name];
  if (bytes === 0 || hash === undefined || !isKeyValue(hash)) return;
  const partitions = nameOf.partitions(own.source);
  const key = partitionStart(hash);
  sql.run(
    `INSERT INTO ${partitions} (key, bytes) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET bytes = bytes + excluded.bytes`,
    key,
    bytes,
  );
  if (bytes < 0) sql.run(`DELETE FROM ${partitions} WHERE key = ? AND bytes = 0`, key);
}

function changeExpiry({ sql, now }: Parts, table: StoredTable, id: number, before?: Item, after?: Item): void {
  const old = before && expiryOf(table, before);
  const young = after && expiryOf(table, after);
  if (old === young) return;
  const { source } = table.own;
  if (old !== undefined) sql.run('DELETE FROM expiries WHERE at = ? AND source = ? AND item = ?', old, source, id);
  const at = removalOf(young, now());
  if (at !== undefined) sql.run('INSERT OR IGNORE INTO expiries (at, source, item) VALUES (?, ?, ?)', at, source, id);
}

import { keyOf } from '#local/table/definition.ts';
import type { Entries, StoredTable } from '#local/table/storage/catalogue.ts';
import { expiryOf, oldestExpiry } from '#local/table/storage/expiry.ts';
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

export function putItem(parts: Parts, table: StoredTable, item: Item): void {
  const { sql } = parts;
  const { own } = table;
  const key = own.keyOf(item);
  const row = findRow(sql, own, key);
  const before = row && versionOf(row);
  const text = JSON.stringify(item);
  if (before !== undefined && isSame(before, item, text)) return;
  const after = { item, text, size: itemSize(item) };
  if (row === undefined) {
    const id = sql.run(`INSERT INTO ${own.items} (size, item) VALUES (?, ?)`, after.size, text);
    change(parts, table, id, undefined, after);
  } else {
    sql.run(`UPDATE ${own.items} SET size = ?, item = ? WHERE id = ?`, after.size, text, row.id);
    change(parts, table, row.id, before, after);
  }
}

/** @param isExpired removed by its time to live, as its stream record says */
export function removeItem(parts: Parts, table: StoredTable, key: Item, isExpired = false): void {
  const { own } = table;
  const row = findRow(parts.sql, own, own.keyOf(key));
  if (row === undefined) return;
  parts.sql.run(`DELETE FROM ${own.items} WHERE id = ?`, row.id);
  change(parts, table, row.id, versionOf(row), undefined, isExpired);
}

function versionOf({ text, size }: ItemRow): Version {
  return { text, size, item: itemOf(text) };
}

/** Sets and maps have no order, so equal items may have different texts, but of the same length. */
function isSame(before: Version, item: Item, text: string): boolean {
  return before.text === text || (before.text.length === text.length && areEqual({ M: before.item }, { M: item }));
}

function change(
  parts: Parts,
  table: StoredTable,
  id: number,
  before: Version | undefined,
  after: Version | undefined,
  isExpired = false,
): void {
  const { definition, own, indexes, stream } = table;
  const growth = [own, ...indexes].map((entries) => changeEntry(parts, entries, id, before, after));
  if (table.hasPartitions) {
    const local = growth.filter((_, place) => place === 0 || indexes[place - 1]?.index?.kind === 'local');
    growPartition(
      parts,
      table,
      (after ?? before)?.item ?? {},
      local.reduce((sum, bytes) => sum + bytes, 0),
    );
  }
  if (definition.timeToLive !== undefined) changeExpiry(parts, table, id, before?.item, after?.item);
  if (stream === undefined) return;
  const keys = keyOf(definition.key, (after ?? before)?.item ?? {});
  parts.streams.append(stream, { keys, before: before?.text, after: after?.text, isExpired });
}

/** @returns the bytes that are more */
function changeEntry(
  { sql, tally }: Parts,
  entries: Entries,
  id: number,
  before: Version | undefined,
  after: Version | undefined,
): number {
  const old = before && entries.keyOf(before.item);
  const young = after && entries.keyOf(after.item);
  const isMoved = old === undefined || young === undefined || !old.equals(young);
  if (isMoved && old !== undefined) sql.run(`DELETE FROM ${entries.keys} WHERE key = ?`, old);
  if (isMoved && young !== undefined) sql.run(`INSERT INTO ${entries.keys} (key, id) VALUES (?, ?)`, young, id);
  const less = before && old ? entries.sizeOf(before.item, before.size) : 0;
  const more = after && young ? entries.sizeOf(after.item, after.size) : 0;
  const items = (young === undefined ? 0 : 1) - (old === undefined ? 0 : 1);
  if (items !== 0 || more !== less) tally.add(entries.source, items, more - less);
  return more - less;
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
  if (young === undefined || young < oldestExpiry(now())) return;
  sql.run('INSERT OR IGNORE INTO expiries (at, source, item) VALUES (?, ?, ?)', young, source, id);
}

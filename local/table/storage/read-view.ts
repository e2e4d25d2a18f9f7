import type { Catalogue } from '#local/table/storage/catalogue.ts';
import { tableKey } from '#local/table/storage/entry-key.ts';
import { findRow } from '#local/table/storage/item-row.ts';
import { storedItem } from '#local/table/storage/item-text.ts';
import { behind, byteRange, partitionStart } from '#local/table/storage/key-range.ts';
import { nameOf } from '#local/table/storage/name-of.ts';
import type { Sql } from '#local/table/storage/sql.ts';
import type { StreamLog } from '#local/table/storage/stream-log.ts';
import type { Tally } from '#local/table/storage/tally.ts';
import type { Tokens } from '#local/table/storage/tokens.ts';
import type { ReadView, Source, StoredItem, Where } from '#local/table/table-store.ts';
import type { Item } from '#local/table/values/attribute-value.ts';

export type Parts = {
  readonly sql: Sql;
  readonly catalogue: Catalogue;
  readonly tally: Tally;
  readonly streams: StreamLog;
  readonly tokens: Tokens;
  readonly now: () => number;
};

export function readView(parts: Parts): ReadView {
  const { sql, catalogue, tally, streams, tokens } = parts;
  return {
    table: (name) => catalogue.named(name)?.definition,
    tableNames: catalogue.names,
    get: (table, key) => {
      const { own, definition } = catalogue.stored(table);
      const row = findRow(sql, own, tableKey(definition.key, key));
      return row && storedItem(row.text, row.size);
    },
    items: (source, where, after) => itemsOf(parts, source, where, after),
    counts: (source) => tally.of(catalogue.entriesOf(source).source),
    collectionBytes: (table, hash) => {
      const { own, hasPartitions } = catalogue.stored(table);
      if (!hasPartitions) return 0;
      const text = `SELECT bytes FROM ${nameOf.partitions(own.source)} WHERE key = ?`;
      return sql.one<[number]>(text, partitionStart(hash))?.[0] ?? 0;
    },
    streams: streams.states,
    records: streams.records,
    trimmedTo: streams.trimmedTo,
    lastSequence: streams.lastSequence,
    token: tokens.find,
  };
}

function* itemsOf(
  { sql, catalogue }: Parts,
  source: Source,
  where: Where,
  after?: Item,
): Generator<StoredItem, void, undefined> {
  const entries = catalogue.entriesOf(source);
  const forward = where.kind === 'segment' || where.forward;
  const start = after && entries.keyOf(after);
  if (after !== undefined && start === undefined)
    throw new TypeError('A key to begin behind that is none of the index.');
  const whole = byteRange(where);
  const { low, high } = start === undefined ? whole : behind(whole, start, forward);
  const text = `SELECT item, size FROM ${entries.keys} k CROSS JOIN ${entries.items} i ON i.id = k.id
    WHERE k.key >= ?${high === undefined ? '' : ' AND k.key < ?'} ORDER BY k.key${forward ? '' : ' DESC'}`;
  const bounds = high === undefined ? [low] : [low, high];
  for (const [item, size] of sql.rows<[string, number]>(text, ...bounds)) yield storedItem(item, size);
}

import { tableKey } from '#local/table/entry-key.ts';
import type { Catalogue, Entries } from '#local/table/storage/catalogue.ts';
import { readText } from '#local/table/storage/entry-texts.ts';
import { findRow } from '#local/table/storage/item-row.ts';
import { storedItem } from '#local/table/storage/item-text.ts';
import { type ByteRange, behind, byteRange, partitionStart } from '#local/table/storage/key-range.ts';
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
    items: (source, where, after, limit) => itemsOf(parts, source, where, after, limit),
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

/** So many items are read at once, unless fewer are wanted: most queries find no more. */
const firstItems = 16;

function* itemsOf(
  { sql, catalogue }: Parts,
  source: Source,
  where: Where,
  after?: Item,
  limit = firstItems,
): Generator<StoredItem, void, undefined> {
  const entries = catalogue.entriesOf(source);
  const forward = where.kind === 'segment' || where.forward;
  const start = after && entries.keyOf(after);
  if (after !== undefined && start === undefined) throw noneOfTheIndex();
  const whole = byteRange(where);
  const range = start === undefined ? whole : behind(whole, start, forward);
  const atOnce = Math.min(limit, firstItems);
  const first = sql.all<Row>(textFor(entries, range, forward, true), ...boundsOf(range), atOnce);
  let last: StoredItem | undefined;
  for (const [item, size] of first) {
    last = storedItem(item, size);
    yield last;
  }
  if (last === undefined || first.length < atOnce) return;
  const key = entries.keyOf(last.item);
  if (key === undefined) throw noneOfTheIndex();
  const rest = behind(range, key, forward);
  const rows = sql.rows<Row>(textFor(entries, rest, forward, false), ...boundsOf(rest));
  for (const [item, size] of rows) yield storedItem(item, size);
}

type Row = [item: string, size: number];

const textFor = ({ texts }: Entries, { high }: ByteRange, forward: boolean, isLimited: boolean): string =>
  readText(texts, { forward, isBounded: high !== undefined, isLimited });

const boundsOf = ({ low, high }: ByteRange): Buffer[] => (high === undefined ? [low] : [low, high]);

const noneOfTheIndex = () => new TypeError('A key to begin behind that is none of the index.');

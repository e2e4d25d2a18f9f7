import type { IndexDefinition, TableDefinition } from '#local/table/definition.ts';
import type { Item, KeyValue } from '#local/table/values/attribute-value.ts';

/** A table, or one of its indexes: what can be queried and scanned. */
export type Source = { readonly table: TableDefinition; readonly index?: IndexDefinition };

export type Bound = { readonly value: KeyValue; readonly inclusive: boolean };

/**
 * Items of one partition whose sort key lies within the bounds or begins with the prefix; of several sort attributes, that
 * one which comes behind those with a value in `leading`.
 */
export type KeyRange = {
  readonly hash: KeyValue;
  readonly moreHash?: readonly KeyValue[];
  /** What the first sort attributes of an index are equal to. */
  readonly leading?: readonly KeyValue[];
  readonly low?: Bound;
  readonly high?: Bound;
  readonly prefix?: { readonly S: string } | { readonly B: string };
};

export type Where =
  | { readonly kind: 'partition'; readonly range: KeyRange; readonly forward: boolean }
  /** All items of a segment, numbered from 0, partition by partition in the order of the partitions' hashes. */
  | { readonly kind: 'segment'; readonly segment: number; readonly of: number };

/** A change of an item, as the stream tells it. */
export type StreamRow = {
  /** Counts up over all streams, without a number ever coming again. */
  readonly sequence: number;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly event: 'INSERT' | 'MODIFY' | 'REMOVE';
  readonly keys: Item;
  readonly before?: Item;
  readonly after?: Item;
  /** Removed by its time to live. */
  readonly expired: boolean;
};

/** A stream that takes records, or took them not longer than 24 hours ago. */
export type StreamState = {
  readonly tableName: string;
  readonly label: string;
  /** The table as it was when the stream was enabled. */
  readonly table: TableDefinition;
  readonly open: boolean;
  /** The first number that its records may have, and the last that they had when it was closed. */
  readonly firstSequence: number;
  readonly lastSequence?: number;
};

export type TransactionToken = { readonly fingerprint: string; readonly answer: unknown };

/** An item of the file. Its text, JSON as it is told, is read into an object only where somebody looks into it. */
export type StoredItem = {
  readonly text: string;
  /** Bytes as they are limited and billed. */
  readonly size: number;
  readonly item: Item;
};

export type ReadView = {
  readonly table: (name: string) => TableDefinition | undefined;
  /** Names in their order behind one, at most so many. */
  readonly tableNames: (after: string | undefined, limit: number) => string[];
  readonly get: (table: TableDefinition, key: Item) => StoredItem | undefined;
  /**
   * Whole items (also from an index: what is projected is the reader's business), read from disk as they are asked for.
   * @param after the key (of table and index) behind which to begin; an item of it need not exist
   * @param limit more will not be asked for
   */
  readonly items: (source: Source, where: Where, after?: Item, limit?: number) => Iterable<StoredItem>;
  /** Items and bytes of a table or an index as they are now. */
  readonly counts: (source: Source) => { readonly items: number; readonly bytes: number };
  /** Bytes of the items of one partition of a table and its local indexes together. */
  readonly collectionBytes: (table: TableDefinition, hash: KeyValue) => number;
  readonly streams: () => StreamState[];
  /** Records of a stream in their order, from a number on, at most so many; those past their 24 hours are gone. */
  readonly records: (tableName: string, label: string, from: number, limit: number) => StreamRow[];
  /** The newest number of a record of a stream that is past its 24 hours; 0 when there is none. */
  readonly trimmedTo: (tableName: string, label: string) => number;
  /** The newest number that any record has; 0 before the first. */
  readonly lastSequence: () => number;
  readonly token: (token: string) => TransactionToken | undefined;
};

export type WriteView = ReadView & {
  /** Writes a whole item over the one that is there, with its entries in the indexes, its expiry and its stream record. */
  readonly put: (table: TableDefinition, item: Item) => void;
  readonly remove: (table: TableDefinition, key: Item) => void;
  /** Makes a table, or replaces its definition: indexes are filled or dropped, a stream is opened or closed, expiries are noted. */
  readonly save: (definition: TableDefinition) => void;
  readonly drop: (table: TableDefinition) => void;
  /** Remembers the answer to a transaction for ten minutes. */
  readonly remember: (token: string, row: TransactionToken) => void;
};

/**
 * Tables, indexes, streams and what else must outlive the process, in one SQLite file. The works of one turn of the event loop
 * are committed together and synchronised once; each is a transaction of its own all the same: it is done whole, or not at
 * all when it throws.
 */
export type TableStore = {
  /** Resolves when everything that the work saw is on disk. */
  readonly read: <T>(work: (view: ReadView) => T) => Promise<T>;
  /** Resolves when the work's changes are on disk; rejects with what it throws, without a change. */
  readonly write: <T>(work: (view: WriteView) => T) => Promise<T>;
  /** Epoch milliseconds at which the next item expires. */
  readonly nextExpiry: () => number | undefined;
  /** Removes the items that have expired by now, and stream records past their 24 hours. */
  readonly expire: () => Promise<void>;
  /**
   * A consistent copy of the file while it is in use.
   * @param atThatMoment called at the moment whose state the copy has, before anything else can be done
   * @throws Error when the file exists
   */
  readonly backup: (file: string, atThatMoment?: () => void) => Promise<void>;
  /** Called when a commit is on disk, before those who wrote are told. */
  readonly onCommit: (listener: () => void) => void;
  /** The same for commits that added stream records. */
  readonly onRecords: (listener: () => void) => void;
  /** The newest number that any stream record has; 0 before the first. */
  readonly lastRecord: () => number;
  readonly close: () => Promise<void>;
};

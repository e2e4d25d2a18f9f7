import { emptyItem, type Item } from '#local/table/values/attribute-value.ts';

export type KeyPart = { readonly name: string; readonly type: 'S' | 'N' | 'B' };

/**
 * What orders the items of a table or an index: a partition key and perhaps a sort key. In a global index each may be made of
 * several attributes: the first stands where a sole one does, the others behind it.
 */
export type KeySchema = {
  readonly hash: KeyPart;
  readonly range?: KeyPart;
  readonly moreHash?: readonly KeyPart[];
  /** None without a range. */
  readonly moreRange?: readonly KeyPart[];
};

export type KeyRole = 'hash' | 'range';

export type Projection =
  | { readonly type: 'ALL' }
  | { readonly type: 'KEYS_ONLY' }
  | { readonly type: 'INCLUDE'; readonly names: readonly string[] };

export type Throughput = {
  readonly read: number;
  readonly write: number;
  /** Epoch milliseconds of the last change in either direction. */
  readonly raisedAt?: number;
  readonly loweredAt?: number;
  /** How often it was lowered on a day (UTC, `2026-11-22`). */
  readonly lowered?: { readonly day: string; readonly times: number };
};

/** Bounds of what is paid by the request; undefined where there is none. */
export type OnDemand = { readonly read?: number; readonly write?: number };

/** What a table or an index could take at once, a second; never less than it was. */
export type Warm = { readonly read: number; readonly write: number };

export type IndexDefinition = {
  readonly name: string;
  readonly kind: 'global' | 'local';
  readonly key: KeySchema;
  readonly projection: Projection;
  readonly status: 'CREATING' | 'ACTIVE' | 'UPDATING' | 'DELETING';
  readonly throughput: Throughput;
  readonly onDemand?: OnDemand;
  readonly warm?: Warm;
};

export type StreamView = 'KEYS_ONLY' | 'NEW_IMAGE' | 'OLD_IMAGE' | 'NEW_AND_OLD_IMAGES';

/** A stream ends when it is disabled or its table is deleted; its records can be read for 24 hours more. */
export type StreamDefinition = {
  /** The time at which it was enabled, as in its ARN: `2026-11-22T08:15:30.123`. */
  readonly label: string;
  readonly view: StreamView;
};

/** Everything about a table but its items: one row of the catalogue, kept as JSON. */
export type TableDefinition = {
  /** Never changes and never comes again, also when a table of the same name is made anew. */
  readonly id: string;
  readonly name: string;
  readonly status: 'CREATING' | 'UPDATING' | 'DELETING' | 'ACTIVE';
  /** Epoch milliseconds. */
  readonly createdAt: number;
  readonly key: KeySchema;
  /** In the order in which they were declared; unused ones cannot be declared. */
  readonly attributes: readonly KeyPart[];
  readonly indexes: readonly IndexDefinition[];
  readonly billing: 'PROVISIONED' | 'PAY_PER_REQUEST';
  readonly throughput: Throughput;
  readonly stream?: StreamDefinition;
  readonly timeToLive?: { readonly attribute: string };
  /** Epoch milliseconds. */
  readonly timeToLiveChangedAt?: number;
  readonly deletionProtection: boolean;
  readonly tags: Readonly<Record<string, string>>;
  readonly settings: TableSettings;
};

/** What is kept and told but has no effect on one machine. */
export type TableSettings = {
  readonly tableClass?: 'STANDARD' | 'STANDARD_INFREQUENT_ACCESS';
  /** Epoch milliseconds at which the class was changed; none while it is the one with which the table was made. */
  readonly tableClassAt?: number;
  /** The ARN of the key with which the service would encrypt; undefined for a key of its own. */
  readonly encryptionKey?: string;
  readonly onDemand?: OnDemand;
  readonly warm?: Warm;
  /** Epoch milliseconds at which the table began to be paid by the request, also when it no longer is. */
  readonly payPerRequestAt?: number;
  /** The label of the newest stream, also when it has been disabled. */
  readonly latestStream?: string;
};

/** True when a key is made of several attributes in at least one of its roles. */
export function isComposite({ moreHash, moreRange }: KeySchema): boolean {
  return moreHash !== undefined || moreRange !== undefined;
}

/** In their order: those of the partition first. */
export function keyParts(key: KeySchema): readonly KeyPart[] {
  if (isComposite(key)) return [...partsIn(key, 'hash'), ...partsIn(key, 'range')];
  return key.range === undefined ? [key.hash] : [key.hash, key.range];
}

export function partsIn({ hash, range, moreHash = [], moreRange = [] }: KeySchema, role: KeyRole): readonly KeyPart[] {
  if (role === 'hash') return [hash, ...moreHash];
  return range === undefined ? [] : [range, ...moreRange];
}

/** @param part one of the key's */
export function roleOf({ hash, moreHash }: KeySchema, part: KeyPart): KeyRole {
  return part === hash || moreHash?.includes(part) ? 'hash' : 'range';
}

export function keyNames(key: KeySchema): string[] {
  const { hash, range } = key;
  if (isComposite(key)) return keyParts(key).map(({ name }) => name);
  return range === undefined ? [hash.name] : [hash.name, range.name];
}

/** The parts of an item that are its key in the table. */
export function keyOf(key: KeySchema, item: Item): Item {
  const part = emptyItem();
  for (const name of keyNames(key)) {
    const value = item[name];
    if (value !== undefined) part[name] = value;
  }
  return part;
}

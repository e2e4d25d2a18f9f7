import { type IndexDefinition, type KeyPart, type KeySchema, keyNames, partsIn } from '#local/table/definition.ts';
import type { Item, KeyValue } from '#local/table/values/attribute-value.ts';
import { keyBytes, partitionBytes } from '#local/table/values/key-bytes.ts';
import { valueSize } from '#local/table/values/size.ts';

const largestHash = 2048;
const largestRange = 1024;

/** Where an item stands in its table. @throws TypeError when it lacks its key, which the operations see to. */
export function tableKey(schema: KeySchema, item: Item): Buffer {
  const parts = partsOf(schema, item);
  if (parts === undefined) throw new TypeError('An item without the key of its table.');
  return placed(parts);
}

/** Where an item stands in an index; undefined for one that is not in it, as it lacks a key or has one that can be none. */
export function indexKey(index: KeySchema, table: KeySchema, item: Item): Buffer | undefined {
  const parts = partsOf(index, item);
  const own = partsOf(table, item);
  return parts === undefined || own === undefined ? undefined : placed([...parts, ...own]);
}

/** The names that an index takes over; undefined for all. */
export function projectedNames({ key, projection }: IndexDefinition, table: KeySchema): readonly string[] | undefined {
  if (projection.type === 'ALL') return undefined;
  const keys = [...keyNames(key), ...keyNames(table)];
  return [...new Set([...keys, ...(projection.type === 'INCLUDE' ? projection.names : [])])];
}

export function sizeOf(names: readonly string[], item: Item): number {
  let size = 0;
  for (const name of names) {
    const value = item[name];
    if (value !== undefined) size += Buffer.byteLength(name) + valueSize(value);
  }
  return size;
}

function placed(parts: readonly Buffer[]): Buffer {
  return Buffer.concat([partitionBytes(parts[0] ?? Buffer.alloc(0)), ...parts]);
}

/** The partition's bytes and those of the sort key, each in one piece. */
function partsOf(key: KeySchema, item: Item): Buffer[] | undefined {
  const { hash, range, moreHash, moreRange } = key;
  const first = moreHash ? joined(partsIn(key, 'hash'), item, largestHash) : partOf(hash, item, largestHash);
  if (first === undefined || range === undefined) return first && [first];
  const second = moreRange ? joined(partsIn(key, 'range'), item, largestRange) : partOf(range, item, largestRange);
  return second && [first, second];
}

/** Several attributes one behind the other, which together are not larger than one may be. */
function joined(parts: readonly KeyPart[], item: Item, largest: number): Buffer | undefined {
  const pieces: Buffer[] = [];
  let total = 0;
  for (const part of parts) {
    const value = keyValue(part, item);
    if (value === undefined) return undefined;
    const size = valueSize(value);
    total += size;
    if (size === 0 || total > largest) return undefined;
    pieces.push(keyBytes(value));
  }
  return Buffer.concat(pieces);
}

function partOf(part: KeyPart, item: Item, largest: number): Buffer | undefined {
  const value = keyValue(part, item);
  if (value === undefined) return undefined;
  const size = valueSize(value);
  return size === 0 || size > largest ? undefined : keyBytes(value);
}

function keyValue({ name, type }: KeyPart, item: Item): KeyValue | undefined {
  const value = item[name];
  return value !== undefined && isOfType(value, type) ? value : undefined;
}

function isOfType(value: object, type: KeyPart['type']): value is KeyValue {
  return type in value;
}

import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { z } from 'zod';
import { tableSchema } from '#shared/store/table.ts';

export type Item = Readonly<Record<string, AttributeValue>>;

const Attributes = z.record(
  z.string(),
  z.custom<AttributeValue>((value) => typeof value === 'object'),
);
const Keyed = z.object({ Key: Attributes, ExpressionAttributeValues: Attributes.default({}) });
export const TransactWrite = z.object({
  Put: z.object({ Item: Attributes }).optional(),
  Update: Keyed.optional(),
  Delete: Keyed.optional(),
  ConditionCheck: Keyed.optional(),
});
export type TransactWrite = z.infer<typeof TransactWrite>;

export type ItemsKnown = ReturnType<typeof knowItems>;

/**
 * The write units of transactions by DynamoDB's rules: two for each begun KB of the larger of the old and the new item; one
 * for each begun KB that an index has to write, twice when its key moves. DynamoDB Local says more for items with indexes.
 */
export function knowItems() {
  const known = new Map<string, Item>();

  const change = ({ Put, Update, Delete, ConditionCheck }: TransactWrite) => {
    const key = Put?.Item ?? (Update ?? Delete ?? ConditionCheck)?.Key ?? {};
    const old = known.get(nameOf(key));
    const updated = { ...old, ...key, ...Update?.ExpressionAttributeValues };
    const now = Put?.Item ?? (Delete ? undefined : ConditionCheck ? old : updated);
    return { name: nameOf(key), old, now, readsOnly: ConditionCheck !== undefined };
  };

  return {
    unitsOf: (writes: readonly TransactWrite[]): number =>
      writes.map(change).reduce((sum, { old, now, readsOnly }) => sum + unitsOf(old, now, readsOnly), 0),
    learn(writes: readonly TransactWrite[]): void {
      for (const { name, now } of writes.map(change)) {
        if (now) known.set(name, now);
        else known.delete(name);
      }
    },
  };
}

function nameOf(key: Item): string {
  return `${key[tableSchema.partitionKey]?.S} ${key[tableSchema.sortKey]?.S}`;
}

function unitsOf(old: Item | undefined, now: Item | undefined, readsOnly: boolean): number {
  const base = 2 * Math.max(1, kilobytes(old), kilobytes(now));
  if (readsOnly) return base;
  return tableSchema.indexes.reduce((sum, { partitionKey, sortKey }) => {
    const place = (item: Item | undefined) => item?.[partitionKey] && `${item[partitionKey]?.S} ${item[sortKey]?.S}`;
    const [before, after] = [place(old), place(now)];
    if (before === after) return before === undefined ? sum : sum + Math.max(kilobytes(old), kilobytes(now));
    return sum + (before === undefined ? 0 : kilobytes(old)) + (after === undefined ? 0 : kilobytes(now));
  }, base);
}

function kilobytes(item: Item | undefined): number {
  return item ? Math.ceil(sizeOf(item) / 1024) : 0;
}

/** Bytes as DynamoDB counts them: names and values, one more for each element and three for each list or map. */
function sizeOf(item: Item): number {
  return Object.entries(item).reduce((sum, [name, value]) => sum + Buffer.byteLength(name) + valueSize(value), 0);
}

function valueSize({ S, N, B, L, M }: AttributeValue): number {
  if (S !== undefined) return Buffer.byteLength(S);
  if (N !== undefined) return Math.ceil(N.length / 2) + 1;
  if (B !== undefined) return B.length;
  if (L !== undefined) return 3 + L.reduce((sum, value) => sum + 1 + valueSize(value), 0);
  return M === undefined ? 1 : 3 + Object.keys(M).length + sizeOf(M);
}

import type { Write } from '#local/table/items/write.ts';
import { invalid } from '#local/table/table-error.ts';
import { checkDeepValue } from '#local/table/values/check-value.ts';
import { itemSize, valueSize } from '#local/table/values/size.ts';
import type { TransactWriteItemsInput } from '#local/table/wire/item-shapes.ts';

const mostBytes = 4 * 1024 * 1024;

type Entry = TransactWriteItemsInput['TransactItems'][number];

/**
 * What a transaction brings with it: items, keys, expressions and their values. The service tells it twice.
 * @throws TableError ValidationException
 */
export function refuseLargePayload(entries: readonly Entry[], writes: readonly Write[]): void {
  const bytes =
    entries.reduce((sum, entry) => sum + sayingSize(entry), 0) + writes.reduce((sum, each) => sum + sizeOf(each), 0);
  if (bytes <= mostBytes) return;
  const told = `Transaction payload size cannot exceed 4MB. Payload Size: `;
  throw invalid(`${told}: ${told}${bytes}`);
}

function sizeOf({ change }: Write): number {
  return itemSize(change.kind === 'put' ? change.item : change.key);
}

function sayingSize({ Put, Update, Delete, ConditionCheck }: Entry): number {
  const { ConditionExpression = '', ExpressionAttributeValues } = Put ?? Update ?? Delete ?? ConditionCheck ?? {};
  const texts = Buffer.byteLength(ConditionExpression) + Buffer.byteLength(Update?.UpdateExpression ?? '');
  if (ExpressionAttributeValues === undefined) return texts;
  return Object.values(ExpressionAttributeValues).reduce((sum, value) => sum + valueSize(checkDeepValue(value)), texts);
}

import type { ItemMap } from './definition.ts';
import type { Thread } from './execution.ts';
import { QueryFault } from './failure.ts';
import type { Json } from './json.ts';
import { wholeNumber } from './number-field.ts';
import type { Scope } from './scope.ts';

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

/** The items of a Map: what Items gives, else the state's input, which must then be an array. */
export async function itemsOf(thread: Thread, state: ItemMap, scope: Scope): Promise<readonly Json[]> {
  if (state.Items !== undefined) return scope.typed(state.Items, 'Items', 'array', isList);
  if (isList(thread.input)) return thread.input;
  throw new QueryFault('Items', `Map state input must be an array but was: ${JSON.stringify(thread.input)}`);
}

/** The inputs of a distributed Map's executions: one for each item as the selector makes it, or one for each batch. */
export async function batchesOf(state: ItemMap, selected: readonly Json[], scope: Scope): Promise<readonly Json[]> {
  const batcher = state.ItemBatcher;
  if (batcher === undefined) return selected;
  const mostItems = await wholeNumber(
    scope,
    batcher.MaxItemsPerBatch ?? Math.max(1, selected.length),
    'ItemBatcher/MaxItemsPerBatch',
    [1],
  );
  const mostBytes = await wholeNumber(
    scope,
    batcher.MaxInputBytesPerBatch ?? 262_144,
    'ItemBatcher/MaxInputBytesPerBatch',
    [1, 262_144],
  );
  const shared =
    batcher.BatchInput === undefined ? undefined : await scope.render(batcher.BatchInput, 'ItemBatcher/BatchInput');
  const wrap = (Items: readonly Json[]): Json => ({ ...(shared !== undefined && { BatchInput: shared }), Items });
  const batches: Json[] = [];
  let batch: Json[] = [];
  let bytes = Buffer.byteLength(JSON.stringify(wrap([])));
  const frame = bytes;
  for (const item of selected) {
    const size = Buffer.byteLength(JSON.stringify(item)) + 1;
    if (batch.length > 0 && (batch.length >= mostItems || bytes + size > mostBytes)) {
      batches.push(wrap(batch));
      batch = [];
      bytes = frame;
    }
    batch.push(item);
    bytes += size;
  }
  return batch.length === 0 ? batches : [...batches, wrap(batch)];
}

import { keyOf, type TableDefinition } from '#local/table/definition.ts';
import { applyUpdate } from '#local/table/expressions/apply-update.ts';
import type { Condition, Path, Update } from '#local/table/expressions/ast.ts';
import { holds } from '#local/table/expressions/evaluate.ts';
import { checkItemKeys, checkKey } from '#local/table/items/check-keys.ts';
import { checkUpdate, checkUpdated } from '#local/table/items/check-update.ts';
import { pathsIn } from '#local/table/items/filter.ts';
import { refusePathsIntoKeys } from '#local/table/items/paths-into-keys.ts';
import { invalid, TableError } from '#local/table/table-error.ts';
import type { ReadView, WriteView } from '#local/table/table-store.ts';
import type { Item } from '#local/table/values/attribute-value.ts';
import { refuseDeep } from '#local/table/values/levels.ts';
import { itemSize, largestItem } from '#local/table/values/size.ts';

/** One item's part in a request that writes: by itself, in a batch or in a transaction. */
export type Write = {
  readonly tableName: string;
  readonly change:
    | { readonly kind: 'put'; readonly item: Item }
    | { readonly kind: 'update'; readonly key: Item; readonly update: Update | undefined }
    | { readonly kind: 'delete'; readonly key: Item }
    /** Writes nothing: only the condition has to hold. */
    | { readonly kind: 'check'; readonly key: Item };
  readonly condition?: Condition | undefined;
  /** Whether a condition that does not hold is answered with the item that is there. */
  readonly tellsItem?: boolean;
};

/** What a write makes of the item that is there, worked out and not yet done. */
export type Outcome = {
  readonly table: TableDefinition;
  readonly key: Item;
  readonly before: Item | undefined;
  readonly after: Item | undefined;
  /** The paths that an update names. */
  readonly touched: readonly Path[];
};

/**
 * The key of the item in its table.
 * @throws TableError ValidationException when the request does not fit the table
 */
export function keyFor(table: TableDefinition, { change, condition }: Write): Item {
  if (change.kind === 'put') checkItemKeys(table, change.item);
  else checkKey(table, change.key);
  if (change.kind === 'update' && change.update) checkUpdate(table, change.update);
  if (condition) refusePathsIntoKeys(table, pathsIn(condition));
  return change.kind === 'put' ? keyOf(table.key, change.item) : change.key;
}

/** @throws TableError ConditionalCheckFailedException, or ValidationException when the item cannot be changed like this */
export function workOut(view: ReadView, table: TableDefinition, write: Write, key = keyFor(table, write)): Outcome {
  const { change, condition } = write;
  const before = view.get(table, key)?.item;
  if (condition && !holds(condition, before)) throw conditionFailed(write.tellsItem ? before : undefined);
  switch (change.kind) {
    case 'put':
      return { table, key, before, after: change.item, touched: [] };
    case 'delete':
      return { table, key, before, after: undefined, touched: [] };
    case 'check':
      return { table, key, before, after: before, touched: [] };
    case 'update':
      return { table, key, before, ...updated(table, key, before, change.update) };
    default:
      return change satisfies never;
  }
}

export function carryOut(view: WriteView, { table, key, before, after }: Outcome): void {
  if (after === before) return;
  if (after) view.put(table, after);
  else view.remove(table, key);
}

function updated(table: TableDefinition, key: Item, before: Item | undefined, update: Update | undefined) {
  if (!update) return { after: before ?? key, touched: [] };
  if (!before && onlyTakes(update)) return { after: undefined, touched: [] };
  const { item, touched } = applyUpdate(update, before ?? key);
  for (const [name] of touched) {
    const value = typeof name === 'string' ? item[name] : undefined;
    if (value) refuseDeep(value);
  }
  checkUpdated(table, item);
  if (itemSize(item) > largestItem) throw invalid('Item size to update has exceeded the maximum allowed size');
  return { after: item, touched };
}

/** Taking something away makes no item, whatever path is named; the older form makes one by saying nothing. */
function onlyTakes({ actions }: Update): boolean {
  return actions.length > 0 && actions.every(({ kind }) => kind === 'remove' || kind === 'delete');
}

function conditionFailed(item: Item | undefined): TableError {
  return new TableError('ConditionalCheckFailedException', 'The conditional request failed', item && { Item: item });
}

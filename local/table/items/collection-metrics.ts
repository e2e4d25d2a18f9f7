import type { TableDefinition } from '#local/table/definition.ts';
import type { Outcome } from '#local/table/items/write.ts';
import type { Item } from '#local/table/values/attribute-value.ts';
import { keyText } from '#local/table/values/key-text.ts';

type Metrics = { readonly ItemCollectionKey: Item; readonly SizeEstimateRangeGB: readonly [number, number] };

/** The item collections that were written to, of tables with local indexes; each is estimated at less than a gigabyte. */
export function metricsOf({ table, key }: Pick<Outcome, 'table' | 'key'>): Metrics | undefined {
  if (!hasCollections(table)) return undefined;
  const { name } = table.key.hash;
  const value = key[name];
  return value && { ItemCollectionKey: { [name]: value }, SizeEstimateRangeGB: [0, 1] };
}

/** The same for several items, by table, each collection once; undefined when no table has local indexes. */
export function collectionMetrics(outcomes: readonly Pick<Outcome, 'table' | 'key'>[]) {
  const tables = new Map<string, Map<string, Metrics>>();
  for (const outcome of outcomes) {
    const metrics = metricsOf(outcome);
    if (metrics === undefined) continue;
    const own = tables.get(outcome.table.name) ?? new Map<string, Metrics>();
    tables.set(outcome.table.name, own.set(keyText(metrics.ItemCollectionKey), metrics));
  }
  const told = [...tables].map(([name, own]) => [name, [...own.values()]] as const);
  return told.length > 0 ? Object.fromEntries(told) : undefined;
}

function hasCollections({ indexes }: TableDefinition): boolean {
  return indexes.some(({ kind }) => kind === 'local');
}

import { type IndexDefinition, keyNames, type TableDefinition } from '#local/table/definition.ts';
import { emptyItem, type Item } from '#local/table/values/attribute-value.ts';

/** The part of an item that an index holds: keys of the table and the index, and what it includes. */
export function projected(table: TableDefinition, index: IndexDefinition, item: Item): Item {
  if (index.projection.type === 'ALL') return item;
  const part = emptyItem();
  for (const name of projectedNames(table, index) ?? []) {
    const value = item[name];
    if (value !== undefined) part[name] = value;
  }
  return part;
}

/** The attributes that an index holds; undefined when it holds all of them. */
export function projectedNames(table: TableDefinition, index: IndexDefinition): ReadonlySet<string> | undefined {
  if (index.projection.type === 'ALL') return undefined;
  const included = index.projection.type === 'INCLUDE' ? index.projection.names : [];
  return new Set([...keyNames(table.key), ...keyNames(index.key), ...included]);
}

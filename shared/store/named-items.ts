import type { Page, PageRequest } from '#shared/ports.ts';
import { placeOf } from './cursor.ts';
import { search, type Table } from './items.ts';
import { byName, type Key } from './keys.ts';
import { pageOf } from './pages.ts';

/** A thing with a name and a version of its own, in the list of all of its kind by name. */
export function namedItem<T extends Named>(key: Key, kind: string, thing: T, version: number) {
  return { ...key, data: { ...thing, version }, version, gsi1pk: kind, gsi1sk: byName(thing.name, thing.id) };
}

type Named = { readonly id: string; readonly name: string; readonly version: number };
export type NamedItem<T> = { readonly data: T; readonly gsi1sk: string };

export async function listByName<T extends Named>(table: Table, kind: string, page: PageRequest): Promise<Page<T>> {
  const items = search<NamedItem<T>>(table, {
    index: 'gsi1',
    partition: kind,
    ...(page.cursor !== undefined && { range: { after: placeOf('by-name', page.cursor) } }),
    limit: page.limit + 1,
  });
  return await pageOf(
    items,
    page,
    'by-name',
    ({ gsi1sk }) => gsi1sk,
    ({ data }) => data,
  );
}

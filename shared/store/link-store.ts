import type { LinkClosed } from '#domain/effects.ts';
import type { LinkStore } from '#shared/ports.ts';
import { read, type Table } from './items.ts';
import { linkKey } from './keys.ts';
import type { LinkData } from './links.ts';

export function createLinkStore(table: Table): LinkStore {
  return {
    async get(id) {
      const item = await read<{ data: LinkData; closed?: LinkClosed }>(table, linkKey(id));
      return item && { ...item.data, ...(item.closed && { closed: item.closed }) };
    },
  };
}

import { z } from 'zod';
import type { Api } from './api.ts';

/** Every item of a list of the API, page by page; at most `limit` of them. */
export async function allPages<T>(
  api: Api,
  path: string,
  item: z.ZodType<T>,
  limit = Number.POSITIVE_INFINITY,
): Promise<T[]> {
  const Page = z.object({ items: z.array(item), cursor: z.string().optional() });
  const items: T[] = [];
  let cursor: string | undefined;
  do {
    const query = new URLSearchParams({
      limit: String(Math.min(limit - items.length, 100)),
      ...(cursor && { cursor }),
    });
    const page = await api.get(`${path}${path.includes('?') ? '&' : '?'}${query}`, Page);
    items.push(...page.items);
    cursor = page.cursor;
  } while (cursor !== undefined && items.length < limit);
  return items;
}

import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { Api } from './product.ts';

const Page = z.object({ items: z.array(z.object({ id: z.string() })), cursor: z.string().nullish() });
const Execution = z.object({ status: z.string() });
const betweenLooksMs = 50;

/**
 * Resolves when every customer but the known ones stands waiting in the workflow, and adds them to the known. It asks for
 * one customer at a time until that one waits, so the asking takes hardly anything from the work that it waits for.
 */
export async function untilAllWait(product: Api, known: Set<string>, expected: number): Promise<void> {
  const found = new Set<string>();
  // The list is in the order of the next action, which moves while the workflows run: a page may miss somebody or show them twice.
  while (found.size < expected) {
    for await (const id of customers(product)) if (!known.has(id)) found.add(id);
  }
  if (found.size > expected) throw new Error(`${expected} people were sent, ${found.size} customers are there.`);
  for (const id of found) {
    const path = `/customers/${id}/execution`;
    while ((await product.call('GET', path, Execution)).status !== 'waiting') await wait(betweenLooksMs);
    known.add(id);
  }
}

async function* customers(product: Api): AsyncGenerator<string, void, undefined> {
  let cursor: string | null | undefined;
  do {
    const after: string = cursor ? `&cursor=${encodeURIComponent(cursor)}` : '';
    const page = await product.call('GET', `/customers?limit=100${after}`, Page);
    for (const { id } of page.items) yield id;
    cursor = page.cursor;
  } while (cursor);
}

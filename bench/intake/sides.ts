import { z } from 'zod';
import type { Job, Sent } from './job.ts';
import type { Product } from './product.ts';
import { send } from './send.ts';
import { untilAllWait } from './waiting.ts';

export const concurrency = 16;
/** As many as in a round: compilers are done with the product's hundred functions only then, on both sides of the comparison. */
const warmUp = 250;

const Source = z.object({ id: z.string(), url: z.string() });
const Endpoints = z.object({ dynamodb: z.string() });
const Clock = z.object({ now: z.string() });

export type Side = { readonly sent: Sent; readonly waitingMs: number };
/** Sends so many people in one of the two ways, and waits until all of them stand waiting in their workflows. */
export type TakeSide = (kind: Job['kind'], count: number) => Promise<Side>;

/** The two ways into one product, both warm. */
export async function openSides(product: Product): Promise<TakeSide> {
  const source = await product.call('POST', '/sources', Source, { name: 'Bench', provider: 'json' });
  const { dynamodb } = await product.call('GET', '/local/endpoints', Endpoints);
  const job = { url: source.url, sourceId: source.id, endpoint: dynamodb, tableName: 'percorso', concurrency };
  const known = new Set<string>();
  let next = 0;
  const side: TakeSide = async (kind, count) => {
    const { now } = await product.call('GET', '/local/clock', Clock);
    const first = next;
    next += count;
    const sent = await send({ ...job, kind, first, count, now });
    const since = performance.now();
    await untilAllWait(product, known, count);
    const waitingMs = sent.wallMs + performance.now() - since;
    // Whoever comes next has the machine for itself: mails are still on their way when all wait.
    await product.call('POST', '/local/clock', Clock, { advance: 'PT0S' });
    return { sent, waitingMs };
  };
  await side('deliveries', warmUp);
  await side('transactions', warmUp);
  return side;
}

import { z } from 'zod';
import { median, quantile, verdict, whole } from './figures.ts';
import type { Job, Sent } from './intake/job.ts';
import { startProduct } from './intake/product.ts';
import { send } from './intake/send.ts';
import { untilAllWait } from './intake/waiting.ts';

const rounds = 3;
const people = 1_000;
const concurrency = 16;
const warmUp = 100;
const leastRatio = 0.5;
const slowestMs = 500;

const Source = z.object({ id: z.string(), url: z.string() });
const Endpoints = z.object({ dynamodb: z.string() });
const Clock = z.object({ now: z.string() });

type Round = {
  readonly delivered: Sent;
  readonly bare: Sent;
  readonly waitingMs: number;
  readonly bareWaitingMs: number;
};

/**
 * Deliveries through the front door against bare transactions of the same items. Both sides start the same workflows behind:
 * the items carry the outbox, so each bare transaction captures a customer too, and the host works on either side's
 * customers while they come in. Every side begins when all customers of the one before stand waiting.
 */
export async function run(): Promise<void> {
  const product = await startProduct();
  try {
    const source = await product.call('POST', '/sources', Source, { name: 'Bench', provider: 'json' });
    const { dynamodb } = await product.call('GET', '/local/endpoints', Endpoints);
    const job = { url: source.url, sourceId: source.id, endpoint: dynamodb, tableName: 'percorso', concurrency };
    const known = new Set<string>();
    let next = 0;
    const side = async (kind: Job['kind'], count: number) => {
      const { now } = await product.call('GET', '/local/clock', Clock);
      const first = next;
      next += count;
      const started = performance.now();
      const sent = await send({ ...job, kind, first, count, now });
      const preparedMs = performance.now() - started - sent.wallMs;
      await untilAllWait(product, known, count);
      return { sent, waitingMs: performance.now() - started - preparedMs };
    };
    await side('deliveries', warmUp);
    await side('transactions', warmUp);
    const found: Round[] = [];
    for (let round = 0; round < rounds; round += 1) found.push(await oneRound(side, round % 2 === 0));
    print(found);
  } finally {
    await product.stop();
  }
}

type Side = (kind: Job['kind'], count: number) => Promise<{ sent: Sent; waitingMs: number }>;

/** The sides take turns in coming first: the table grows, and other programs come and go. */
async function oneRound(side: Side, deliveriesFirst: boolean): Promise<Round> {
  const early = await side(deliveriesFirst ? 'deliveries' : 'transactions', people);
  const late = await side(deliveriesFirst ? 'transactions' : 'deliveries', people);
  const [delivered, bare] = deliveriesFirst ? [early, late] : [late, early];
  return { delivered: delivered.sent, bare: bare.sent, waitingMs: delivered.waitingMs, bareWaitingMs: bare.waitingMs };
}

function print(rounds: readonly Round[]): void {
  const perSecond = ({ wallMs, eachMs }: Sent) => (eachMs.length * 1000) / wallMs;
  const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
  const bare = rounds[0]?.bare;
  console.log(
    `${people} people, ${concurrency} at a time, ${rounds.length} rounds; ${bare?.items} items and ${bare?.bytes} bytes each:`,
  );
  for (const { delivered, bare, waitingMs, bareWaitingMs } of rounds) {
    const ratio = perSecond(delivered) / perSecond(bare);
    const p99 = quantile(delivered.eachMs, 0.99);
    console.log(
      `  deliveries ${whole(perSecond(delivered))}/s (p99 ${whole(p99)} ms), bare transactions ${whole(perSecond(bare))}/s (p99 ${whole(quantile(bare.eachMs, 0.99))} ms), ratio ${ratio.toFixed(2)};` +
        ` all wait after ${seconds(waitingMs)} and ${seconds(bareWaitingMs)}`,
    );
  }
  const ratio = median(rounds.map(({ delivered, bare }) => perSecond(delivered) / perSecond(bare)));
  const p99 = median(rounds.map(({ delivered }) => quantile(delivered.eachMs, 0.99)));
  console.log(`deliveries answered against bare transactions, median: ${ratio.toFixed(2)}`);
  console.log(`  ${verdict(ratio >= leastRatio, `at least ${leastRatio}`)}`);
  console.log(`p99 of an answer, median of the rounds: ${whole(p99)} ms`);
  console.log(`  ${verdict(p99 < slowestMs, `below ${slowestMs} ms`)}`);
  console.log(
    `${people} prospects all stand waiting ${seconds(median(rounds.map(({ waitingMs }) => waitingMs)))} after the first was sent`,
  );
}

import { z } from 'zod';
import { median, printTable, quantile, verdict, whole } from './figures.ts';
import type { Job, Sent } from './intake/job.ts';
import { type Product, startProduct } from './intake/product.ts';
import { send } from './intake/send.ts';
import { untilAllWait } from './intake/waiting.ts';

const rounds = 3;
const peopleOfRound = 150;
const concurrency = 16;
const warmUp = 50;
const crowd = 1_000;
const leastRatio = 0.5;
const slowestMs = 500;

const Source = z.object({ id: z.string(), url: z.string() });
const Endpoints = z.object({ dynamodb: z.string() });
const Clock = z.object({ now: z.string() });

type Side = { readonly sent: Sent; readonly waitingMs: number };
type TakeSide = (kind: Job['kind'], count: number) => Promise<Side>;
type Round = Readonly<Record<Job['kind'], Side>>;

/**
 * Deliveries through the front door against bare transactions of the same items. Both sides start the same workflows behind:
 * the items carry the outbox, so each bare transaction captures a customer too, and the host works on either side's
 * customers while they come in. Every side begins when all customers of the one before stand waiting.
 */
export async function run(): Promise<void> {
  const product = await startProduct();
  try {
    const side = await openSides(product);
    await side('deliveries', warmUp);
    await side('transactions', warmUp);
    const found: Round[] = [];
    for (let round = 0; round < rounds; round += 1) found.push(await oneRound(side, round % 2 === 0));
    printRounds(found);
    printCrowd(await side('deliveries', crowd));
  } finally {
    await product.stop();
  }
}

async function openSides(product: Product): Promise<TakeSide> {
  const source = await product.call('POST', '/sources', Source, { name: 'Bench', provider: 'json' });
  const { dynamodb } = await product.call('GET', '/local/endpoints', Endpoints);
  const job = { url: source.url, sourceId: source.id, endpoint: dynamodb, tableName: 'percorso', concurrency };
  const known = new Set<string>();
  let next = 0;
  return async (kind, count) => {
    const { now } = await product.call('GET', '/local/clock', Clock);
    const first = next;
    next += count;
    const sent = await send({ ...job, kind, first, count, now });
    const since = performance.now();
    await untilAllWait(product, known, count);
    return { sent, waitingMs: sent.wallMs + performance.now() - since };
  };
}

/** The sides take turns in coming first: the table grows, and other programs come and go. */
async function oneRound(side: TakeSide, deliveriesFirst: boolean): Promise<Round> {
  if (!deliveriesFirst) {
    const transactions = await side('transactions', peopleOfRound);
    return { deliveries: await side('deliveries', peopleOfRound), transactions };
  }
  const deliveries = await side('deliveries', peopleOfRound);
  return { deliveries, transactions: await side('transactions', peopleOfRound) };
}

const perSecond = ({ sent }: Side) => (sent.eachMs.length * 1000) / sent.wallMs;
const p99 = ({ sent }: Side) => quantile(sent.eachMs, 0.99);
const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;

function printRounds(rounds: readonly Round[]): void {
  const ratioOf = ({ deliveries, transactions }: Round) => perSecond(deliveries) / perSecond(transactions);
  const { items, bytes } = rounds[0]?.transactions.sent ?? {};
  console.log(
    `${peopleOfRound} people a side, ${concurrency} at a time; a delivery writes ${items} items of ${bytes} bytes:\n`,
  );
  printTable(
    ['round', 'deliveries', 'p99', 'all wait', 'bare', 'p99', 'all wait', 'ratio'],
    rounds.map((round, index) => [
      String(index + 1),
      ...[round.deliveries, round.transactions].flatMap((side) => [
        `${perSecond(side).toFixed(1)}/s`,
        `${whole(p99(side))} ms`,
        seconds(side.waitingMs),
      ]),
      ratioOf(round).toFixed(2),
    ]),
  );
  const ratio = median(rounds.map(ratioOf));
  const slowest = quantile(
    rounds.flatMap(({ deliveries }) => deliveries.sent.eachMs),
    0.99,
  );
  console.log(`\ndeliveries answered a second against bare transactions, median of the rounds: ${ratio.toFixed(2)}`);
  console.log(`  ${verdict(ratio >= leastRatio, `at least ${leastRatio}`)}`);
  console.log(`p99 of the answers of all rounds: ${whole(slowest)} ms`);
  console.log(`  ${verdict(slowest < slowestMs, `below ${slowestMs} ms`)}`);
}

function printCrowd(side: Side): void {
  console.log(
    `\n${whole(crowd)} prospects, ${perSecond(side).toFixed(1)} answered a second with a p99 of ${whole(p99(side))} ms:`,
  );
  console.log(`all stand waiting in their workflows ${seconds(side.waitingMs)} after the first was sent`);
}

import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { median, printTable, verdict, whole } from '#bench/figures.ts';
import { startDynamoDb } from '#test/support/dynamodb-local/start.ts';
import { serveEmbedded } from './embedded.ts';
import { type Request, rateOf } from './load.ts';
import { createTable, get, put, query, transaction } from './requests.ts';

const concurrency = 16;
/** Rounds before the measured ones, in which the compilers of both warm up. */
const warmUps = 3;
const rounds = 9;
const bound = 5;
const readyBound = 100;
/** Whoever comes next has the machine for itself: the other side still compiles and collects for a while. */
const restMs = 500;

type Work = { readonly name: string; readonly size: number; readonly request: (number: number) => Request };

const written = 4_000;
const items = (warmUps + rounds) * written;

/** Each with so many requests a round that the slower side takes some seconds; both get the same ones. */
const works: readonly Work[] = [
  { name: 'put', size: written, request: put },
  { name: 'get', size: 4 * written, request: (number) => get(number % items) },
  { name: 'query of 10 on an index', size: 3 * written, request: (number) => query(number % items) },
  { name: 'transaction of 3', size: written / 4, request: (number) => transaction(1_000_000 + number) },
];

const ofRound = ({ size, request }: Work, round: number): Request[] =>
  Array.from({ length: size }, (_, index) => request(round * size + index));

/** Both on disk, in turns. */
export async function printRates(folder: string): Promise<void> {
  const embedded = await serveEmbedded(join(folder, 'rates.db'));
  const emulator = await startDynamoDb({ folder: join(folder, 'dynamodb'), env: { ...process.env } });
  try {
    for (const { endpoint } of [embedded, emulator]) await rateOf(endpoint, [createTable], 1);
    console.log(`requests a second, ${concurrency} at a time, items of 1 KB:\n`);
    const rows: string[][] = [];
    const ratios: number[] = [];
    for (const work of works) {
      const ours: number[] = [];
      const theirs: number[] = [];
      for (let round = 0; round < warmUps + rounds; round += 1) {
        const requests = ofRound(work, round);
        await wait(restMs);
        const a = await rateOf(embedded.endpoint, requests, concurrency);
        await wait(restMs);
        const b = await rateOf(emulator.endpoint, requests, concurrency);
        if (round < warmUps) continue;
        ours.push(a);
        theirs.push(b);
      }
      const ratio = median(ours.map((rate, index) => rate / (theirs[index] ?? rate)));
      ratios.push(ratio);
      rows.push([work.name, whole(median(ours)), whole(median(theirs)), ratio.toFixed(1)]);
    }
    printTable(['', 'embedded', 'DynamoDB Local', 'ratio'], rows);
    console.log(
      `\nsmallest ratio ${Math.min(...ratios).toFixed(1)}\n  ${verdict(Math.min(...ratios) >= bound, `at least ${bound} times`)}`,
    );
    console.log(
      `ready ${whole(embedded.readyMs)} ms after its file is opened\n  ${verdict(embedded.readyMs <= readyBound, `within ${readyBound} ms`)}`,
    );
  } finally {
    await Promise.all([embedded.close(), emulator.close()]);
  }
}

import { join } from 'node:path';
import { median, verdict, whole } from '#bench/figures.ts';
import { serveEmbedded } from './embedded.ts';
import { rateOf } from './load.ts';
import { batches, createTable, get, query } from './requests.ts';

const few = 10_000;
const many = 1_000_000;
const bound = 1.3;
const size = 4_000;
const rounds = 7;

/** What get and query take among a million items against ten thousand, both tables open and asked in turns. */
export async function printGrowth(folder: string): Promise<void> {
  const small = await serveEmbedded(join(folder, 'few.db'));
  const large = await serveEmbedded(join(folder, 'many.db'));
  for (const [table, items] of [
    [small, few],
    [large, many],
  ] as const) {
    await rateOf(table.endpoint, [createTable], 1);
    await rateOf(table.endpoint, batches(0, items), 4);
  }
  console.log(`\n${whole(many)} items against ${whole(few)}, the time of one request:`);
  for (const [name, ask] of [
    ['get', get],
    ['query', query],
  ] as const) {
    const ratios: number[] = [];
    for (let round = 0; round <= rounds; round += 1) {
      const among = (items: number) =>
        Array.from({ length: size }, (_, at) => ask(((round * size + at) * 7_919) % items));
      const fast = await rateOf(small.endpoint, among(few), 1);
      const slow = await rateOf(large.endpoint, among(many), 1);
      if (round > 0) ratios.push(fast / slow);
    }
    console.log(
      `  ${name}: ${median(ratios).toFixed(2)} times\n  ${verdict(median(ratios) <= bound, `at most ${bound} times`)}`,
    );
  }
  await Promise.all([small.close(), large.close()]);
}

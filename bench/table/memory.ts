import { join } from 'node:path';
import { verdict, whole } from '#bench/figures.ts';
import { serveEmbedded } from './embedded.ts';
import { rateOf } from './load.ts';
import { batches, createTable, get } from './requests.ts';

const items = 100_000;
const boundMb = 150;
const reads = 20_000;

/** What a process with so many items takes when all were written and many read, and when it starts with them. */
export async function printMemory(folder: string): Promise<void> {
  const file = join(folder, 'memory.db');
  const first = await serveEmbedded(file);
  const empty = await first.memory();
  await rateOf(first.endpoint, [createTable], 1);
  await rateOf(first.endpoint, batches(0, items), 4);
  await rateOf(
    first.endpoint,
    Array.from({ length: reads }, (_, at) => get((at * 7_919) % items)),
    16,
  );
  const full = await first.memory();
  await first.close();
  const second = await serveEmbedded(file);
  await rateOf(
    second.endpoint,
    Array.from({ length: reads }, (_, at) => get((at * 7_919) % items)),
    16,
  );
  const again = await second.memory();
  await second.close();
  const mb = (bytes: number) => `${whole(bytes / 1024 / 1024)} MB`;
  console.log(
    `\n${whole(items)} items of 1 KB: ${mb(full)} resident after writing, ${mb(again)} after a restart, ${mb(empty)} when empty`,
  );
  console.log(`  ${verdict(Math.max(full, again) < boundMb * 1024 * 1024, `below ${boundMb} MB`)}`);
}

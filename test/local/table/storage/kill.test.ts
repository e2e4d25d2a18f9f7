import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { openTableStore } from '#local/table/storage/open-table-store.ts';
import type { Item } from '#local/table/values/attribute-value.ts';
import { noon } from '#test/local/table/storage/table-of-orders.ts';
import { written } from '#test/local/table/storage/written.ts';
import { itemsIn } from './items-in.ts';

const program = fileURLToPath(new URL('./writing-process.ts', import.meta.url));

/** Lets a process write from a number on and kills it. @returns the numbers that were answered */
async function killedWriter(file: string, from: number, afterAnswers: number): Promise<number[]> {
  const child = spawn(process.execPath, [program, file, String(from)], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    output += chunk;
    if (output.split('\n').length > afterAnswers) child.kill('SIGKILL');
  });
  await once(child, 'close');
  return output.split('\n').slice(0, -1).map(Number);
}

test('a process that is killed in the middle of its writes loses nothing that it answered, and leaves all in accord', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'table-store-'));
  const file = join(folder, 'table.sqlite');
  const { table, index } = written;
  const answered = new Set<number>();
  for (const afterAnswers of [1, 40, 333]) {
    const from = answered.size === 0 ? 0 : 100_000 * afterAnswers;
    for (const number of await killedWriter(file, from, afterAnswers)) answered.add(number);
    const store = openTableStore({ file, now: () => noon });
    await store.read((view) => {
      const everything = { kind: 'segment', segment: 0, of: 1 } as const;
      const numberOf = ({ number }: Item) => (number && 'N' in number ? Number(number.N) : Number.NaN);
      const items = itemsIn(view, { table }, everything).map(numberOf);
      const indexed = itemsIn(view, { table, index }, everything).map(numberOf);
      const told = view.records(table.name, table.stream.label, 0, 1_000_000);
      const missing = [...answered].filter((number) => !items.includes(number));
      expect(missing).toEqual([]);
      expect(indexed.sort()).toEqual([...items].sort());
      expect(told.map(({ keys }) => numberOf(keys)).sort()).toEqual([...items].sort());
      expect(view.counts({ table }).items).toBe(items.length);
      expect(view.counts({ table, index }).items).toBe(items.length);
      expect(view.lastSequence()).toBe(items.length);
    });
    await store.close();
  }
  expect(answered.size).toBeGreaterThanOrEqual(1 + 40 + 333);
  rmSync(folder, { recursive: true });
});

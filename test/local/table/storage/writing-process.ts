import { openTableStore } from '#local/table/storage/open-table-store.ts';
import { noon } from '#test/local/table/storage/table-of-orders.ts';
import { written } from '#test/local/table/storage/written.ts';

/** Writes to the file given, sixteen items at a time from the number given on, and says the number of each that was answered. */
const [file = '', from = '0'] = process.argv.slice(2);
const store = openTableStore({ file, now: () => noon });
const { table } = written;
await store.write((view) => view.save(table));

let next = Number(from);
await Promise.all(Array.from({ length: 16 }, writeForEver));

async function writeForEver(): Promise<void> {
  for (;;) {
    const number = next++;
    const item = {
      customer: { S: `c${number % 10}` },
      number: { N: String(number) },
      state: { S: 'open' },
      due: { S: 'x' },
    };
    await store.write((view) => view.put(table, item));
    process.stdout.write(`${number}\n`);
  }
}

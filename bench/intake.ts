import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDynamoDb } from '#test/support/dynamodb-local/start.ts';
import { printCrowd, printGain, printRounds } from './intake/print.ts';
import { startProduct } from './intake/product.ts';
import { oneRound, type Round } from './intake/rounds.ts';
import { openSides } from './intake/sides.ts';

const rounds = 5;
const crowd = 1_000;

/**
 * Deliveries through the front door against bare transactions of the same items. Both sides start the same workflows behind:
 * the items carry the outbox, so each bare transaction captures a customer too, and the host works on either side's
 * customers while they come in. Every side begins when all customers of the one before stand waiting. All of it twice, in
 * turns: with DynamoDB Local behind the product, and with the embedded table.
 */
export async function run(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-intake-'));
  const cleanUp: (() => Promise<void>)[] = [];
  try {
    const emulator = await startDynamoDb({ folder, env: { ...process.env } });
    cleanUp.push(emulator.close);
    const withEmulator = await startProduct(emulator.endpoint);
    cleanUp.push(withEmulator.stop);
    const withEmbedded = await startProduct();
    cleanUp.push(withEmbedded.stop);
    const sides = { emulator: await openSides(withEmulator), embedded: await openSides(withEmbedded) };
    const found: { emulator: Round[]; embedded: Round[] } = { emulator: [], embedded: [] };
    for (let round = 0; round < rounds; round += 1) {
      found.emulator.push(await oneRound(sides.emulator, round % 2 === 0));
      found.embedded.push(await oneRound(sides.embedded, round % 2 === 0));
    }
    printRounds('DynamoDB Local behind the product', found.emulator, 0.5);
    printRounds('the embedded table behind the product', found.embedded);
    printGain(found.emulator, found.embedded);
    printCrowd(await sides.embedded('deliveries', crowd));
  } finally {
    for (const close of cleanUp.reverse()) await close();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

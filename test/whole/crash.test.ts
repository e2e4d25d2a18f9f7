import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { openForBusiness } from './support/company.ts';
import { dice } from './support/dice.ts';
import { allMails, executionsOf } from './support/everything.ts';
import { lead, post } from './support/forms.ts';
import { type Product, productOf } from './support/product.ts';
import { changePolicy, shortCycle } from './support/short-cycle.ts';
import { type Stack, startStack } from './support/stack.ts';

/** CRASH_SEED repeats a run's choices; the moments themselves are the machine's. */
const seed = Number(process.env.CRASH_SEED ?? Date.now() % 1_000_000);
const random = dice(seed);
const rounds = Number(process.env.CRASH_ROUNDS ?? 5);
const folder = mkdtempSync(join(tmpdir(), 'percorso-crash-'));
const dataDir = join(folder, 'data');
const Queued = z.object({ message: z.object({ mailId: z.string(), lane: z.string() }) });

const acknowledged = new Set<string>();
const unanswered = new Set<string>();
let stack: Stack;
let product: Product;

/** Forms come in for as long as somebody listens; what got no answer is delivered again in the next round. */
async function deliver(url: string, enough: () => boolean): Promise<void> {
  const again = [...unanswered];
  while (!enough()) {
    const email = again.pop() ?? `person@firm${acknowledged.size + unanswered.size}-${random.whole(1e6)}.example`;
    unanswered.add(email);
    const answer = await post(url, lead(email), { 'idempotency-key': email }).catch(() => undefined);
    if (answer === undefined) return;
    expect(answer.status).toBe(200);
    unanswered.delete(email);
    acknowledged.add(email);
  }
}

async function start(): Promise<void> {
  stack = startStack({ dataDir });
  product = productOf({ url: await stack.ready, dataDir });
}

/** One life of the stack: forms arrive, or days pass as fast as they can, and at some moment all of it is gone. */
async function live(sourcePath: string, round: number): Promise<void> {
  await start();
  const wanted = acknowledged.size + 1 + random.whole(3);
  const daysPass = round % 2 === 1;
  const forms = [1, 2].map(() => deliver(`${product.url}${sourcePath}`, () => daysPass && acknowledged.size >= wanted));
  while (acknowledged.size < wanted) await wait(5);
  const days = daysPass ? product.advance('P4D').catch(() => undefined) : undefined;
  await wait(random.whole(daysPass ? 2_500 : 300));
  await stack.kill();
  await Promise.all([...forms, days]);
}

/** A life that ends before it has begun. */
async function dieYoung(): Promise<void> {
  stack = startStack({ dataDir });
  await wait(random.whole(1_500));
  await stack.kill();
}

beforeAll(async () => {
  console.log(`Crash test with CRASH_SEED=${seed}`);
  await start();
  await changePolicy(product, shortCycle);
  const source = new URL((await openForBusiness(product)).url);
  await stack.kill();
  for (let round = 0; round < rounds; round++) {
    await live(source.pathname, round);
    if (random.whole(3) === 0) await dieYoung();
  }
  await start();
  for (const email of unanswered) {
    const answer = await post(`${product.url}${source.pathname}`, lead(email), { 'idempotency-key': email });
    if (answer.ok) acknowledged.add(email);
  }
}, 300_000);

afterAll(async () => {
  await stack.end('SIGTERM');
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

describe(`After ${rounds} times kill -9 at random instants`, () => {
  test('every acknowledged form is a customer, and each person is one once', async () => {
    const customers = await product.customers();
    const found = await Promise.all([...acknowledged].map(async (email) => (await product.find(email))?.id));
    expect([...acknowledged].filter((_, index) => found[index] === undefined)).toEqual([]);
    expect(new Set(found).size).toBe(acknowledged.size);
    expect(customers.map(({ id }) => id).sort()).toEqual([...found].sort());
    expect(acknowledged.size).toBeGreaterThanOrEqual(rounds);
  });

  test('every active customer has a next action, and every execution goes on to the end of its cycle', async () => {
    const before = await product.customers();
    for (const customer of before) expect([customer.id, customer.nextAction]).not.toContain(null);
    await product.advance('P16D');
    const after = new Map((await product.customers()).map((customer) => [customer.id, customer]));
    const stuck = before.filter(({ id, cycle }) => (after.get(id)?.cycle ?? 0) <= (cycle ?? 0));
    expect(stuck).toEqual([]);
  });

  test('each customer has had one execution a cycle, and none has failed', async () => {
    const executions = await executionsOf(product.url);
    const expected = (await product.customers()).flatMap(({ id, cycle }) =>
      Array.from({ length: cycle ?? 0 }, (_, index) => `${id}-${index + 1}`),
    );
    expect(executions.map(({ name }) => name).sort()).toEqual(expected.sort());
    const current = new Set((await product.customers()).map(({ id, cycle }) => `${id}-${cycle}`));
    for (const { name, status } of executions)
      expect([name, status]).toEqual([
        name,
        current.has(name) ? expect.stringMatching(/RUNNING|SUCCEEDED/) : 'SUCCEEDED',
      ]);
  });

  test('each stage of each cycle has been done once', async () => {
    const once = [
      'CycleStarted',
      'CustomerProfiled',
      'RelationshipValued',
      'PropositionMade',
      'PlanMade',
      'CycleLearned',
    ];
    for (const { id } of await product.customers()) {
      const timeline = await product.timeline(id);
      expect(timeline.filter(({ type }) => type === 'CustomerCaptured')).toHaveLength(1);
      const cycles = timeline.map(({ type }) => type).filter((type) => once.includes(type));
      expect(cycles).toEqual(cycles.map((_, index) => once[index % once.length]));
      expect(timeline.filter(({ type }) => type === 'CycleStalled')).toEqual([]);
    }
  });

  test('no mail was sent twice, and none that a process needs is lost', async () => {
    const sent = await allMails(product);
    const keys = sent.map(({ tags }) => Buffer.from(tags.mail?.[0] ?? '', 'base64url').toString());
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([]);
    const needed: string[] = [];
    for (const { id } of await product.customers())
      for (const { type, data } of await product.timeline(id))
        if (type === 'MailQueued') needed.push(...transactional(data));
    expect(needed.filter((key) => !keys.includes(key))).toEqual([]);
    expect(needed.length).toBeGreaterThan(acknowledged.size);
  });
});

/** A marketing mail of which nobody knows whether it left is not repeated; what managers and owners must get is. */
function transactional(data: unknown): string[] {
  const { message } = Queued.parse(data);
  return message.lane === 'transactional' ? [message.mailId] : [];
}

import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { StreamRecord } from '#local/streams/stream-record.ts';

/** As an event source mapping with this parallelization factor and batch size would. */
const lanes = 10;
const batchSize = 10;
const firstPauseMs = 100;

const Answer = z.object({ batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })) });

export type DeliveryOptions = {
  readonly invoke: (event: { Records: readonly StreamRecord[] }) => Promise<unknown>;
  /** How often a record is tried before it is given up. */
  readonly tries: number;
  /** Told of a record that is given up, with the last error. */
  readonly giveUp: (record: StreamRecord, error: Error) => void;
  /** Aborted when the host stops: what is not delivered then comes again at the next start. */
  readonly signal: AbortSignal;
};

export type Delivery = {
  /** Queues a record behind the earlier ones of its partition; `done` is called when it is delivered or given up. */
  push(record: StreamRecord, partition: string, done: () => void): void;
  /** Records pushed and not done. */
  outstanding(): number;
  /** True while the function runs or a retry is waited for. */
  isRunning(): boolean;
};

type Waiting = { readonly record: StreamRecord; readonly done: () => void };

/** Hands records to one function: in order per partition, side by side otherwise, each at least once. */
export function createDelivery({ invoke, tries, giveUp, signal }: DeliveryOptions): Delivery {
  const queues = Array.from({ length: lanes }, (): Waiting[] => []);
  const running = new Set<Waiting[]>();
  let outstanding = 0;

  const drain = async (queue: Waiting[]): Promise<void> => {
    running.add(queue);
    // Whoever pushes has more: a page is pushed in one go.
    await Promise.resolve();
    let oneByOne = 0;
    while (queue.length > 0 && !signal.aborted) {
      const batch = queue.slice(0, oneByOne > 0 ? 1 : batchSize);
      const { handled, error } = await attempt(batch);
      const finished = error !== undefined && batch.length === 1 ? await insist(batch, error) : handled;
      // A batch fails as a whole: only one by one is the record found that makes it fail.
      if (error !== undefined && handled === 0 && batch.length > 1) oneByOne = batch.length;
      oneByOne = Math.max(0, oneByOne - finished);
      for (const { done } of queue.splice(0, finished)) {
        outstanding -= 1;
        done();
      }
    }
    running.delete(queue);
  };

  const attempt = async (batch: readonly Waiting[]): Promise<{ handled: number; error?: Error }> => {
    try {
      const answer = Answer.safeParse(await invoke({ Records: batch.map(({ record }) => record) }));
      const failed = new Set(answer.data?.batchItemFailures.map(({ itemIdentifier }) => itemIdentifier));
      const firstFailure = batch.findIndex(({ record }) => failed.has(record.dynamodb.SequenceNumber));
      if (firstFailure >= 0) return { handled: firstFailure, error: new Error('The function named it as failed.') };
      // As Lambda does: a failure that names no record of the batch is one of the whole batch.
      if (failed.size > 0) return { handled: 0, error: new Error('The function named an unknown record as failed.') };
      return { handled: batch.length };
    } catch (error) {
      return { handled: 0, error: error instanceof Error ? error : new Error(String(error)) };
    }
  };

  /** Tries a single record again until it is delivered or given up: 1, or 0 when the host stops before. */
  const insist = async (batch: readonly Waiting[], first: Error): Promise<number> => {
    let last = first;
    for (let tried = 1; tried < tries; tried += 1) {
      await wait(firstPauseMs * 2 ** (tried - 1), undefined, { signal }).catch(() => undefined);
      if (signal.aborted) return 0;
      const { error } = await attempt(batch);
      if (error === undefined) return 1;
      last = error;
    }
    for (const { record } of batch) giveUp(record, last);
    return batch.length;
  };

  return {
    push(record, partition, done) {
      outstanding += 1;
      const queue = queues[hash(partition) % lanes] ?? [];
      queue.push({ record, done });
      if (!running.has(queue)) void drain(queue);
    },
    outstanding: () => outstanding,
    isRunning: () => running.size > 0,
  };
}

/** FNV-1a. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193) >>> 0;
  }
  return value;
}

import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { DueSource } from '#local/clock-port.ts';
import type { RecordNews } from '#local/streams.ts';
import { expirySource } from '#local/table/expiry-source.ts';
import { factsIn, factsMemory } from './facts.ts';
import { type Beginning, errorOf, type Report, type Wish } from './messages.ts';

/** Megabytes of young objects: more would only be memory. */
const maxYoungGenerationSizeMb = 24;

export type TableThreadOptions = Omit<Beginning, 'facts'> & {
  /** Told of what should not have happened, never with the content of an item. */
  readonly onTrouble: (sentence: string) => void;
};

/** A table in a thread of its own: its work takes no time from the workflows, the forms and the pages. */
export type TableThread = {
  /** Where DynamoDB and DynamoDB Streams are served. */
  readonly url: string;
  /** Items whose time to live is over; to be registered with the clock by whoever starts it. */
  readonly source: DueSource;
  readonly records: RecordNews;
  readonly isWell: () => Promise<boolean>;
  /** @see TableStore.backup; `atThatMoment` is called while the table stands still. */
  readonly backup: (file: string, atThatMoment?: () => void) => Promise<void>;
  readonly close: () => Promise<void>;
};

/**
 * Resolves when the table is served.
 * @throws Error when the file cannot be opened or the port is taken
 */
export async function openTableThread({ onTrouble, ...beginning }: TableThreadOptions): Promise<TableThread> {
  const memory = factsMemory();
  const facts = factsIn(memory);
  const workerData: Beginning = { ...beginning, facts: memory };
  const worker = new Worker(join(import.meta.dirname, 'thread.ts'), {
    workerData,
    execArgv: [],
    resourceLimits: { maxYoungGenerationSizeMb },
  });
  const ready = Promise.withResolvers<string>();
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  const wishes = askIn(worker);
  const listeners: (() => void)[] = [];
  let moment: (() => void) | undefined;
  let failure: unknown;

  const hear: { readonly [Kind in Report['kind']]: (report: Report & { kind: Kind }) => void } = {
    ready: ({ url }) => ready.resolve(url),
    refused: ({ error }) => ready.reject(errorOf(error)),
    answer: wishes.settle,
    trouble: ({ sentence }) => onTrouble(sentence),
    records() {
      facts.hasHeard();
      for (const listener of listeners) listener();
    },
    moment() {
      try {
        moment?.();
      } catch (error) {
        failure = error;
      } finally {
        facts.goOn();
      }
    },
  };
  worker.on('message', <Kind extends Report['kind']>(report: Report & { kind: Kind }) => hear[report.kind](report));
  worker.once('error', ready.reject);
  const url = await ready.promise;
  // What a bug does to the table it does to the process, as if they were one.
  worker.on('error', (error) => {
    throw error;
  });

  return {
    url,
    source: expirySource({
      nextExpiry: () => facts.read().nextExpiry,
      expire: async () => void (await wishes.ask((id) => ({ kind: 'expire', id }))),
    }),
    records: {
      onNew: (listener) => {
        listeners.push(listener);
      },
      last: () => facts.read().lastRecord,
    },
    isWell: () =>
      Promise.race([
        wishes.ask((id) => ({ kind: 'well', id })).then(({ isWell = false }) => isWell),
        ended.then(() => false),
      ]),
    async backup(file, atThatMoment) {
      [moment, failure] = [atThatMoment, undefined];
      const { error } = await wishes.ask((id) => ({ kind: 'backup', id, file }));
      if (failure !== undefined) throw failure;
      if (error !== undefined) throw errorOf(error);
    },
    async close() {
      worker.postMessage({ kind: 'close' } satisfies Wish);
      await ended;
    },
  };
}

type Answer = Report & { readonly kind: 'answer' };

/** Wishes under their numbers, and who waits for the answers. */
function askIn(worker: Worker) {
  const waiting = new Map<number, (answer: Answer) => void>();
  let asked = 0;
  return {
    ask(wishOf: (id: number) => Wish): Promise<Answer> {
      asked += 1;
      const { promise, resolve } = Promise.withResolvers<Answer>();
      waiting.set(asked, resolve);
      worker.postMessage(wishOf(asked));
      return promise;
    },
    settle(answer: Answer): void {
      waiting.get(answer.id)?.(answer);
      waiting.delete(answer.id);
    },
  };
}

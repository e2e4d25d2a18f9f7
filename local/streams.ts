import { setTimeout as wait } from 'node:timers/promises';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { DynamoDBStreamsClient } from '@aws-sdk/client-dynamodb-streams';
import type { DueSource, LocalClock } from '#local/clock-port.ts';
import type { Invoker } from '#local/invoker.ts';
import { redeliverItems } from '#local/streams/catch-up.ts';
import type { Subscriber } from '#local/streams/consumer.ts';
import { createDelivery } from '#local/streams/delivery.ts';
import { type DeadLetter, openRelayStore, type RelayStore } from '#local/streams/relay-store.ts';
import { startRhythm } from '#local/streams/rhythm.ts';
import { describeStream } from '#local/streams/shard-reader.ts';
import { openShards } from '#local/streams/shard-set.ts';

/** More records than this are not read ahead of the functions. */
const readAhead = 2_000;
const waitForFunctionsMs = 5_000;

type StreamTrigger = { readonly functionName: string; readonly attribute: string };

export type RecordNews = {
  /** Calls the listener when there are new records, in its own time. */
  readonly onNew: (listener: () => void) => void;
  /** The newest number of any record, as soon as the write that made it is answered. */
  readonly last: () => number;
};

export type StreamRelayOptions = {
  readonly table: DynamoDBClient;
  /** One of `recordsClient`. */
  readonly streams: DynamoDBStreamsClient;
  readonly tableName: string;
  readonly streamArn: string;
  readonly region: string;
  readonly triggers: readonly StreamTrigger[];
  readonly invoker: Pick<Invoker, 'invoke' | 'busy'>;
  readonly clock: Pick<LocalClock, 'now'>;
  /** Tells after each commit with records, if the database can: then no record is looked for at other times. */
  readonly records?: RecordNews | undefined;
  /** Where positions and dead letters are kept. */
  readonly file: string;
  /** How often a record is tried before it becomes a dead letter; 6 unless said otherwise. */
  readonly tries?: number;
  /** Told of what hinders the delivery; never with the content of a record. */
  readonly onTrouble: (sentence: string) => void;
};

export type StreamRelay = DueSource & {
  /** Something may have been written: look at once, and be busy until all of it is delivered. */
  notify(): void;
  deadLetters(): DeadLetter[];
  /** Delivers a dead letter once more and forgets it; false when there is none of this number. @throws what the function throws. */
  retry(id: number): Promise<boolean>;
  close(): Promise<void>;
};

/**
 * The table's stream on its way to the functions: each record whose new image has a function's attribute, at least once, in
 * order per partition key, over restarts and crashes.
 */
export async function startStreamRelay(options: StreamRelayOptions): Promise<StreamRelay> {
  const { table, streams, tableName, streamArn, region, invoker, clock, onTrouble } = options;
  const store = openRelayStore(options.file);
  const stopping = new AbortController();
  const subscribers = options.triggers.map((trigger) => subscribe(trigger, options, store, stopping.signal));
  const { partitionKey, keyNames } = await describeStream(streams, streamArn);
  const source = { streamArn, region, partitionKey };
  const now = clock.now;
  const outstanding = () => subscribers.reduce((sum, { delivery }) => sum + delivery.outstanding(), 0);

  let caughtUp = store.hasFlag('stopped-clean');
  store.setFlag('stopped-clean', false);
  // Without a place in the stream nobody can be told that what lay before it is gone.
  if (!caughtUp && store.hasFlag('begun') && !store.hasPlace()) store.setFlag('redeliver', true);
  store.setFlag('begun', true);
  const trimmed = () => {
    if (!caughtUp) store.setFlag('redeliver', true);
  };
  const shards = openShards({ client: streams, source, store, subscribers, now, trimmed });

  const room = async (): Promise<void> => {
    while (outstanding() > readAhead && !stopping.signal.aborted) await wait(5);
  };
  let redelivering: Promise<void> | undefined;
  const redeliver = async (): Promise<void> => {
    onTrouble('Records of the table may not have been delivered: every item that carries work is looked at once more.');
    await redeliverItems({ table, tableName, keyNames, source, subscribers, now, room });
    if (!stopping.signal.aborted) store.setFlag('redeliver', false);
  };
  const poll = async (): Promise<number> => {
    await room();
    const found = await shards.poll();
    caughtUp = found === 0;
    if (store.hasFlag('redeliver')) {
      redelivering ??= redeliver()
        .catch((error: unknown) => onTrouble(`Looking at every item failed and begins again: ${nameOf(error)}.`))
        .finally(() => {
          redelivering = undefined;
        });
    }
    return found;
  };
  const rhythm = startRhythm({
    poll,
    loaded: invoker.busy,
    position: options.records?.last,
    onTrouble: (error) => onTrouble(`The stream of the table cannot be read at the moment: ${nameOf(error)}.`),
  });
  options.records?.onNew(rhythm.wake);
  const busy = () => !rhythm.isClean() || outstanding() > 0 || redelivering !== undefined;

  return {
    name: 'stream',
    nextDueAt: () => undefined,
    fireDue: () => undefined,
    busy,
    notify: rhythm.notify,
    deadLetters: store.deadLetters,
    async retry(id) {
      const letter = store.deadLetters().find((candidate) => candidate.id === id);
      if (letter === undefined) return false;
      await invoker.invoke(letter.functionName, { Records: [letter.record] });
      store.forget(id);
      return true;
    },
    async close() {
      const clean = !busy();
      stopping.abort();
      await rhythm.stop();
      const until = performance.now() + waitForFunctionsMs;
      while (subscribers.some(({ delivery }) => delivery.isRunning()) && performance.now() < until) await wait(5);
      if (clean) store.setFlag('stopped-clean', true);
      store.close();
    },
  };
}

function subscribe(
  { functionName, attribute }: StreamTrigger,
  { invoker, clock, tries = 6, onTrouble }: StreamRelayOptions,
  store: RelayStore,
  signal: AbortSignal,
): Subscriber {
  const delivery = createDelivery({
    invoke: (event) => invoker.invoke(functionName, event),
    tries,
    signal,
    giveUp(record, { name, message }) {
      const at = new Date(clock.now()).toISOString();
      store.bury({ at, functionName, tries, errorType: name, errorMessage: message, record });
      onTrouble(`${functionName} refused a record ${tries} times (${name}); see GET /local/dead-letters.`);
    },
  });
  return { functionName, attribute, delivery };
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : String(error);
}

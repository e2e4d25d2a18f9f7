import type { _Record } from '@aws-sdk/client-dynamodb-streams';
import type { Delivery } from '#local/streams/delivery.ts';
import { trackProgress } from '#local/streams/progress.ts';
import type { RelayStore } from '#local/streams/relay-store.ts';
import { partitionOf, type StreamRecord } from '#local/streams/stream-record.ts';

/** One function that wants the records whose new image has an attribute. */
export type Subscriber = { readonly functionName: string; readonly attribute: string; readonly delivery: Delivery };

export type ShardConsumer = {
  /** Where to begin to read: behind what every function is done with; undefined at the beginning. */
  readonly after: string | undefined;
  take(records: readonly _Record[], convert: (record: _Record) => StreamRecord): void;
  /** True when all that was taken is done with. */
  isDone(): boolean;
};

/** Hands the records of one shard to the subscribers and keeps each one's position. */
export function consumeShard(
  shardId: string,
  subscribers: readonly Subscriber[],
  store: RelayStore,
  partitionKey: string,
): ShardConsumer {
  const places = subscribers.map((subscriber) => {
    const { functionName } = subscriber;
    const position = store.position(functionName, shardId);
    const progress = trackProgress(lastOfTurn((sequence) => store.savePosition(functionName, shardId, sequence)));
    return { ...subscriber, position, progress };
  });
  const positions = places.map(({ position }) => position);
  return {
    after: positions.includes(undefined) ? undefined : earliest(positions.filter((place) => place !== undefined)),
    take(records, convert) {
      for (const record of records) {
        const sequence = record.dynamodb?.SequenceNumber ?? '';
        const image = record.dynamodb?.NewImage ?? {};
        const wanted = places.filter(({ position }) => position === undefined || isLater(sequence, position));
        const converted = wanted.some(({ attribute }) => attribute in image) ? convert(record) : undefined;
        for (const { attribute, delivery, progress } of wanted) {
          const done = progress.begin(sequence);
          if (converted !== undefined && attribute in image) {
            delivery.push(converted, partitionOf(converted, partitionKey), done);
          } else done();
        }
      }
    },
    isDone: () => places.every(({ progress }) => progress.isDone()),
  };
}

/** Most records are for nobody: a page of them is one step. */
function lastOfTurn(save: (sequence: string) => void): (sequence: string) => void {
  let last: string | undefined;
  return (sequence) => {
    if (last === undefined) {
      queueMicrotask(() => {
        if (last !== undefined) save(last);
        last = undefined;
      });
    }
    last = sequence;
  };
}

function earliest(sequences: readonly string[]): string | undefined {
  return sequences.reduce<string | undefined>(
    (first, sequence) => (first === undefined || isLater(first, sequence) ? sequence : first),
    undefined,
  );
}

/** Sequence numbers are numbers of any length. */
function isLater(one: string, other: string): boolean {
  return BigInt(one || 0) > BigInt(other);
}

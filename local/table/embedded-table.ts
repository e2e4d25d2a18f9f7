import { account } from '#local/arns.ts';
import type { Authorize } from '#local/aws-caller.ts';
import type { DueSource, LocalClock } from '#local/clock-port.ts';
import { operations } from '#local/table/operations.ts';
import { openTableStore } from '#local/table/storage/open-table-store.ts';
import type { TableStore } from '#local/table/table-store.ts';
import type { Responder } from '#local/table/wire/message.ts';
import { createResponder } from '#local/table/wire/responder.ts';

export type EmbeddedTableOptions = {
  /** The SQLite file that holds all tables; made when there is none. */
  readonly file: string;
  readonly clock: Pick<LocalClock, 'now'>;
  readonly region: string;
  /** Why a caller may not do an action; by default all may. */
  readonly authorize?: Authorize;
  /** Told of what should not have happened, never with the content of an item. */
  readonly onTrouble: (sentence: string) => void;
};

export type EmbeddedTable = {
  /** The endpoint of DynamoDB and DynamoDB Streams. */
  readonly respond: Responder;
  /** Items whose time to live is over; to be registered with the clock by whoever starts it. */
  readonly source: DueSource;
  /** Called after each commit that added to a stream. */
  readonly onRecords: (listener: () => void) => void;
  /** False when it cannot answer any more, as after a disk that has failed. */
  readonly isWell: () => Promise<boolean>;
  readonly backup: TableStore['backup'];
  readonly close: () => Promise<void>;
};

/** DynamoDB in this process: tables, indexes, transactions, streams and times to live, in one SQLite file. */
export function openEmbeddedTable(options: EmbeddedTableOptions): EmbeddedTable {
  const { file, clock, region, authorize, onTrouble } = options;
  const store = openTableStore({ file, now: clock.now });
  let expiring: Promise<void> | undefined;
  return {
    respond: createResponder({
      context: { store, now: clock.now, region, account },
      operations,
      ...(authorize && { authorize }),
      onTrouble: (error, operation) => onTrouble(`The table could not answer ${operation}: ${describe(error)}`),
    }),
    source: {
      name: 'table',
      nextDueAt: () => (expiring ? undefined : store.nextExpiry()),
      fireDue() {
        expiring ??= store
          .expire()
          .catch((error: unknown) => onTrouble(`Expired items could not be removed: ${describe(error)}`))
          .finally(() => {
            expiring = undefined;
          });
      },
      busy: () => expiring !== undefined,
    },
    onRecords: store.onRecords,
    isWell: () =>
      store
        .read((view) => view.lastSequence())
        .then(
          () => true,
          () => false,
        ),
    backup: store.backup,
    async close() {
      await expiring;
      await store.close();
    },
  };
}

/** Where it happened, and nothing of what was asked. */
function describe(error: unknown): string {
  return error instanceof Error ? `${error.name} ${(error.stack ?? '').split('\n')[1]?.trim() ?? ''}` : 'unknown';
}

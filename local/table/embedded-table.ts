import { account } from '#local/arns.ts';
import type { Authorize } from '#local/aws-caller.ts';
import type { LocalClock } from '#local/clock-port.ts';
import { operations } from '#local/table/operations.ts';
import { openTableStore } from '#local/table/storage/open-table-store.ts';
import type { TableStore } from '#local/table/table-store.ts';
import type { Responder } from '#local/table/wire/message.ts';
import { createResponder, type ResponderOptions } from '#local/table/wire/responder.ts';

export type EmbeddedTableOptions = {
  /** The SQLite file that holds all tables; made when there is none. */
  readonly file: string;
  readonly clock: Pick<LocalClock, 'now'>;
  readonly region: string;
  /** Why a caller may not do an action; by default all may. */
  readonly authorize?: Authorize;
  /** False for a request that comes from elsewhere than this machine; by default all may ask. */
  readonly mayAsk?: ResponderOptions['mayAsk'];
  /** Told of what should not have happened, never with the content of an item. */
  readonly onTrouble: (sentence: string) => void;
};

export type EmbeddedTable = {
  /** The endpoint of DynamoDB and DynamoDB Streams. */
  readonly respond: Responder;
  /** Epoch milliseconds at which the next item's time to live is over. */
  readonly nextExpiry: TableStore['nextExpiry'];
  /** Removes what has expired; never rejects. */
  readonly expire: () => Promise<void>;
  readonly onCommit: TableStore['onCommit'];
  readonly onRecords: TableStore['onRecords'];
  readonly lastRecord: TableStore['lastRecord'];
  /** False when it cannot answer any more, as after a disk that has failed. */
  readonly isWell: () => Promise<boolean>;
  readonly backup: TableStore['backup'];
  readonly close: () => Promise<void>;
};

/** DynamoDB in this process: tables, indexes, transactions, streams and times to live, in one SQLite file. */
export function openEmbeddedTable(options: EmbeddedTableOptions): EmbeddedTable {
  const { file, clock, region, authorize, mayAsk, onTrouble } = options;
  const store = openTableStore({ file, now: clock.now });
  return {
    respond: createResponder({
      context: { store, now: clock.now, region, account },
      operations,
      ...(authorize && { authorize }),
      ...(mayAsk && { mayAsk }),
      onTrouble: (error, operation) => onTrouble(`The table could not answer ${operation}: ${describe(error)}`),
    }),
    nextExpiry: store.nextExpiry,
    expire: () =>
      store.expire().catch((error: unknown) => onTrouble(`Expired items could not be removed: ${describe(error)}`)),
    onCommit: store.onCommit,
    lastRecord: store.lastRecord,
    onRecords: store.onRecords,
    isWell: () =>
      store
        .read((view) => view.lastSequence())
        .then(
          () => true,
          () => false,
        ),
    backup: store.backup,
    close: store.close,
  };
}

/** Where it happened, and nothing of what was asked. */
function describe(error: unknown): string {
  return error instanceof Error ? `${error.name} ${(error.stack ?? '').split('\n')[1]?.trim() ?? ''}` : 'unknown';
}

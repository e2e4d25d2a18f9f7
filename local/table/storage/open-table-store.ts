import { closeSync, fdatasync, openSync } from 'node:fs';
import { backUp } from '#local/table/storage/back-up.ts';
import { catalogueOf } from '#local/table/storage/catalogue.ts';
import { groupCommit } from '#local/table/storage/group-commit.ts';
import { mapIfLarge } from '#local/table/storage/mapping.ts';
import { openFile } from '#local/table/storage/open-file.ts';
import { type Parts, readView } from '#local/table/storage/read-view.ts';
import { dropTable, saveTable } from '#local/table/storage/save-table.ts';
import { sqlOf } from '#local/table/storage/sql.ts';
import { streamLog } from '#local/table/storage/stream-log.ts';
import { tallyOf } from '#local/table/storage/tally.ts';
import { nextExpiry, removeExpired } from '#local/table/storage/tidy.ts';
import { tokensOf } from '#local/table/storage/tokens.ts';
import { putItem, removeItem } from '#local/table/storage/write-item.ts';
import type { TableStore, WriteView } from '#local/table/table-store.ts';

export type TableStoreOptions = {
  /** The SQLite file, made when there is none. */
  readonly file: string;
  /** Epoch milliseconds. */
  readonly now: () => number;
};

const minute = 60_000;

/** @throws Error when the file is of a newer version, of another kind, or open in another process. */
export function openTableStore({ file, now }: TableStoreOptions): TableStore {
  const db = openFile(file);
  const data = openSync(file, 'r');
  const log = openSync(`${file}-wal`, 'r+');
  const sql = sqlOf(db);
  const catalogue = catalogueOf(sql);
  const tally = tallyOf(sql);
  const streams = streamLog(sql, tally, now);
  const parts: Parts = { sql, catalogue, tally, streams, tokens: tokensOf(sql, now), now };
  mapIfLarge(sql);
  const listeners: Record<'commit' | 'records', (() => void)[]> = { commit: [], records: [] };
  let told = streams.lastSequence();
  let tidyAt = now();
  let isClosed = false;
  /** The copies that are being made, one after the other. */
  let backups: Promise<unknown> = Promise.resolve();

  /** What is past its time goes a piece at a time, along with what is committed anyway. */
  function tidy(): boolean {
    mapIfLarge(sql);
    const isMore = [streams.trim(), parts.tokens.trim()].includes(true);
    tidyAt = isMore ? now() : now() + minute;
    return isMore;
  }

  const commits = groupCommit(
    sql,
    {
      keep: tally.keep,
      undo: () => {
        tally.undo();
        catalogue.forget();
      },
      write: () => {
        if (now() >= tidyAt) tidy();
        tally.write();
      },
      forget: () => {
        tally.forget();
        catalogue.forget();
      },
      done: () => {
        for (const listener of listeners.commit) listener();
        const last = streams.lastSequence();
        if (last === told) return;
        told = last;
        for (const listener of listeners.records) listener();
      },
    },
    (done) => fdatasync(log, done),
  );

  const reading = readView(parts);
  const changing = <A extends readonly unknown[]>(change: (...input: A) => void) => {
    return (...input: A) => {
      commits.beforeChange();
      change(...input);
    };
  };
  const writing: WriteView = {
    ...reading,
    put: changing((table, item) => putItem(parts, catalogue.stored(table), item)),
    remove: changing((table, key) => removeItem(parts, catalogue.stored(table), key)),
    save: changing((definition) => saveTable(parts, definition)),
    drop: changing((table) => dropTable(parts, table)),
    remember: changing(parts.tokens.remember),
  };

  return {
    read: (work) => commits.run(() => work(reading)),
    write: (work) => commits.run(() => work(writing)),
    nextExpiry: () => nextExpiry(parts),
    expire: async () => {
      const expireSome = changing(() => {
        isMore = [removeExpired(parts), tidy()].includes(true);
      });
      let isMore = true;
      while (isMore) await commits.run(expireSome);
    },
    backup: (copy, atThatMoment = () => undefined) => {
      const backup = backups.then(() => {
        commits.commitNow();
        return backUp(sql, data, copy, atThatMoment);
      });
      backups = backup.catch(() => undefined);
      return backup;
    },
    onCommit: (listener) => {
      listeners.commit.push(listener);
    },
    onRecords: (listener) => {
      listeners.records.push(listener);
    },
    lastRecord: streams.lastSequence,
    close: async () => {
      if (isClosed) return;
      isClosed = true;
      await commits.close();
      await backups;
      db.close();
      for (const descriptor of [data, log]) closeSync(descriptor);
    },
  };
}

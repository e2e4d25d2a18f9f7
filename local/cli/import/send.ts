import { z } from 'zod';
import { type ImportKind, RowResult } from '#contracts/http/imports.ts';
import { CommandFailed } from '#local/cli/failure.ts';
import type { Api } from '#local/cli/http/api.ts';
import { batchesOf, type Turn } from './batches.ts';
import type { Rejection } from './rejections.ts';
import type { Staging } from './staging.ts';

/** What the rows of later kinds refer to comes first. */
export const sendingOrder: readonly ImportKind[] = ['users', 'companies', 'people', 'opportunities'];

/** Batches that touch different customers go at the same time; users refer to each other and go one after the other. */
const atOnce: Record<ImportKind, number> = { users: 1, companies: 3, people: 3, opportunities: 3 };

/** The server puts 80 opportunities of a company into one transaction; a new company starts a process. */
const batchSize: Record<ImportKind, number> = { users: 20, companies: 20, people: 20, opportunities: 160 };

export type SendOptions = {
  readonly api: Api;
  readonly system: string;
  readonly staging: Staging;
  readonly signal: AbortSignal;
  readonly onResult: (kind: ImportKind, result: RowResult['result']) => void;
  readonly reject: (kind: ImportKind, rejection: Rejection) => void;
  readonly onStart: (kind: ImportKind, rows: number) => void;
  readonly onRows: (count: number) => void;
};

/** Brings in all that is staged. @throws CommandFailed when the server is gone for good; `signal` ends it between two batches. */
export async function sendStaged(options: SendOptions): Promise<void> {
  for (const kind of sendingOrder) {
    const rows = options.staging.count(kind);
    if (rows === 0) continue;
    options.onStart(kind, rows);
    for (const { source, file } of options.staging.files(kind)) await sendFile(kind, source, file, options);
  }
}

async function sendFile(kind: ImportKind, source: number, file: string, options: SendOptions): Promise<void> {
  const turns = batchesOf(options.staging.rows(source), batchSize[kind]);
  const lane = async () => {
    for (const turn of turns) await sendTurn(kind, file, turn, options);
  };
  await Promise.all(Array.from({ length: atOnce[kind] }, lane));
}

const Results = z.object({ results: z.array(RowResult) });

async function sendTurn(kind: ImportKind, file: string, turn: Turn, options: SendOptions): Promise<void> {
  for (const batch of turn) {
    if (options.signal.aborted) return;
    const body = `{"system":${JSON.stringify(options.system)},"rows":[${batch.map((row) => row.body).join(',')}]}`;
    const { results } = await options.api.post(`/imports/${kind}`, body, Results);
    if (results.length !== batch.length) {
      throw new CommandFailed(
        `${results.length} results came back for ${batch.length} rows of ${file}: stop and look at the server's log.`,
      );
    }
    for (const { line, result, reason } of results) {
      options.onResult(kind, result);
      if (result === 'rejected') options.reject(kind, { file, line, reason: reason ?? 'the server gives no reason' });
    }
    options.onRows(batch.length);
  }
}

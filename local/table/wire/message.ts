import type { IncomingHttpHeaders } from 'node:http';

/** A request of the protocol, however it has come in. */
export type TableRequest = {
  readonly method?: string | undefined;
  /** Path and query, without the base path. */
  readonly url?: string | undefined;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
};

export type TableAnswer = {
  readonly status: number;
  /** Names and values in turns, as `writeHead` takes them. */
  readonly headers: readonly string[];
  readonly text: string;
};

/** Answers each request, never rejects. */
export type Responder = (request: TableRequest) => Promise<TableAnswer>;

/** The longest request that the service takes, in bytes. */
export const longestBody = 16 * 1024 * 1024;

/** The headers that anything here asks for. */
export type AskedHeaders = {
  readonly host?: string | undefined;
  readonly 'content-type'?: string | undefined;
  readonly 'content-encoding'?: string | undefined;
  readonly 'accept-encoding'?: string | undefined;
  readonly 'x-amz-target'?: string | string[] | undefined;
  readonly authorization?: string | undefined;
  readonly 'x-amz-date'?: string | string[] | undefined;
  readonly date?: string | undefined;
  readonly 'user-agent'?: string | undefined;
  readonly 'sec-fetch-site'?: string | undefined;
};

/** A request of the protocol, however it has come in. */
export type TableRequest = {
  readonly method?: string | undefined;
  /** Path and query, without the base path. */
  readonly url?: string | undefined;
  readonly headers: AskedHeaders;
  readonly body: Buffer;
};

export type TableAnswer = {
  readonly status: number;
  /** Names and values in turns, as `writeHead` takes them; without those that depend on the body's bytes. */
  readonly headers: readonly string[];
  /** The body's text, or bytes, one behind the other. */
  readonly pieces: readonly (string | Buffer)[];
};

/** Answers each request, never rejects. */
export type Responder = (request: TableRequest) => Promise<TableAnswer>;

/** The longest request that the service takes, in bytes. */
export const longestBody = 16 * 1024 * 1024;

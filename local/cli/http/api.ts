import type { z } from 'zod';
import { CommandFailed } from '#local/cli/failure.ts';
import { parseIfJson } from '#local/durable-file.ts';
import { problemOf } from './problem.ts';

export type ApiOptions = {
  readonly url: string;
  /** Bearer token; asked for once, with the first request. */
  readonly token: () => Promise<string>;
  readonly language?: string;
  readonly fetch?: typeof fetch;
  readonly wait: (milliseconds: number) => Promise<void>;
  /** How often a request is sent before the server counts as unreachable. */
  readonly attempts: number;
  readonly onRetry?: (sentence: string) => void;
};

export type Api = {
  readonly url: string;
  get<T>(path: string, answer: z.ZodType<T>): Promise<T>;
  post<T>(path: string, body: string, answer: z.ZodType<T>): Promise<T>;
};

/** The product over HTTP. What may pass by itself is tried again with growing pauses. @throws CommandFailed */
export function createApi(options: ApiOptions): Api {
  const url = options.url.replace(/\/+$/, '');
  let token: Promise<string> | undefined;
  const send = async (method: string, path: string, body?: string): Promise<unknown> => {
    token ??= options.token();
    const headers = {
      authorization: `Bearer ${await token}`,
      accept: 'application/json',
      ...(options.language !== undefined && { 'accept-language': options.language }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
    };
    const init = { method, headers, ...(body !== undefined && { body }) };
    return await insist(() => (options.fetch ?? fetch)(`${url}${path}`, init), `${method} ${path}`, url, options);
  };
  const parse = <T>(answer: z.ZodType<T>, value: unknown, what: string): T => {
    const result = answer.safeParse(value);
    if (result.success) return result.data;
    throw new CommandFailed(`${url} answered ${what} in an unknown form: is it a Percorso of the same version?`);
  };
  return {
    url,
    get: async (path, answer) => parse(answer, await send('GET', path), `GET ${path}`),
    post: async (path, body, answer) => parse(answer, await send('POST', path, body), `POST ${path}`),
  };
}

async function insist(request: () => Promise<Response>, what: string, url: string, options: ApiOptions) {
  for (let attempt = 1; ; attempt++) {
    const outcome = await request().then(readAnswer, (error: unknown) => unreachable(url, error));
    if ('value' in outcome) return outcome.value;
    if (!outcome.passing || attempt >= options.attempts) throw new CommandFailed(outcome.sentence(what));
    const pause = outcome.waitMs ?? Math.min(250 * 2 ** (attempt - 1), 10_000);
    options.onRetry?.(`${outcome.sentence(what)} Trying again in ${Math.ceil(pause / 1000)} s.`);
    await options.wait(pause);
  }
}

type Trouble = { passing: boolean; waitMs?: number; sentence: (what: string) => string };

async function readAnswer(response: Response): Promise<{ value: unknown } | Trouble> {
  const text = await response.text();
  if (response.ok) return { value: text === '' ? undefined : parseIfJson(text) };
  const { status } = response;
  const detail = problemOf(parseIfJson(text), status);
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return {
    passing: status === 429 || status >= 500,
    ...(Number.isFinite(seconds) && { waitMs: Math.min(Math.max(seconds, 0), 60) * 1000 }),
    sentence: (what) =>
      status === 401 ? notSignedIn(detail) : `${what} was answered with ${status}: ${detail.replace(/\.?$/, '.')}`,
  };
}

function notSignedIn(detail: string): string {
  return `The server does not accept the token (${detail}): set CRM_DATA_DIR and PORT as the server has them, or CRM_TOKEN to a token of its own.`;
}

function unreachable(url: string, error: unknown): Trouble {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause);
  const sentence = `No Percorso answers at ${url} (${code}): start it with npm start, or say with --url where it runs.`;
  return { passing: true, sentence: () => sentence };
}

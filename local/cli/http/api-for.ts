import { z } from 'zod';
import { CommandFailed } from '#local/cli/failure.ts';
import { serverUrl, tokenFor } from '#local/cli/place.ts';
import type { Terminal } from '#local/cli/terminal.ts';
import { type Api, type ApiOptions, createApi } from './api.ts';

/** Long enough for a restart of the server in between: about a minute. */
const patience = 10;

export const Health = z.looseObject({ now: z.iso.datetime().optional() });

type Wish = {
  readonly url?: string;
  readonly language?: string;
  /** How often a request is sent; 1 for what must not happen twice. */
  readonly attempts?: number;
};

/**
 * The product as the operator sees it, with a token of its own, or the one in CRM_TOKEN. It has answered once.
 * @throws CommandFailed when nothing answers there.
 */
export async function apiFor(
  { url, language, attempts = patience }: Wish,
  terminal: Terminal,
  say: (sentence: string) => void = (sentence) => terminal.err(`${sentence}\n`),
): Promise<Api> {
  const base = checkUrl(url ?? (await serverUrl(terminal.env)));
  const options: ApiOptions = {
    url: base,
    token: async () => terminal.env.CRM_TOKEN || (await tokenFor({ role: 'admin' }, terminal)),
    wait: terminal.wait,
    attempts,
    ...(language !== undefined && { language }),
  };
  await createApi({ ...options, attempts: 4 }).get('/health', Health);
  return createApi({ ...options, onRetry: say });
}

function checkUrl(url: string): string {
  if (URL.canParse(url) && /^https?:/.test(url)) return url;
  throw new CommandFailed(`"${url}" is not an address such as http://127.0.0.1:3000.`);
}

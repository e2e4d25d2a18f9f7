import { join } from 'node:path';
import { SESClient } from '@aws-sdk/client-ses';
import { onTestFinished } from 'vitest';
import { createClock } from '#local/clock.ts';
import type { SesEvent } from '#local/ses/events.ts';
import { createSes, type SesOptions } from '#local/ses/ses.ts';
import { serve } from '#test/support/serve.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

export const start = Date.parse('2026-11-30T08:00:00Z');

/** The local SES behind a real HTTP server, with the unmodified SDK client and a clock that stands still until it is moved. */
export async function startSes(options: Partial<SesOptions> & { folder?: string } = {}) {
  const folder = options.folder ?? temporaryFolder();
  const clock = createClock({ file: join(folder, 'clock.json'), realNow: () => start });
  const events: SesEvent[] = [];
  const ses = createSes({
    dir: join(folder, 'mail'),
    clock,
    authorize: () => undefined,
    onEvent: async (event) => events.push(event),
    ...options,
  });
  clock.register(ses.source);
  clock.nudge();
  const url = await serve(ses.handle);
  const client = new SESClient({
    endpoint: url,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    userAgentAppId: 'send-email',
    maxAttempts: 1,
  });
  const close = async () => {
    clock.close();
    client.destroy();
    await ses.close();
  };
  let open = true;
  const stop = async () => {
    if (open) await close();
    open = false;
  };
  onTestFinished(stop);
  return { ses, client, clock, events, folder, url, stop, settled: () => clock.advance(0) };
}

/** A raw message of the given header lines and text. */
export const message = (headers: readonly string[], text = 'Buongiorno') =>
  Buffer.from([...headers, 'Content-Type: text/plain; charset=utf-8', '', text].join('\r\n'));

export const letter = (to: string, subject = 'Offerta') =>
  message(['From: Percorso <crm@example.com>', `To: ${to}`, `Subject: ${subject}`]);

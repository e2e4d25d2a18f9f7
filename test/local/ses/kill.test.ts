import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { describe, expect, test } from 'vitest';
import { runSource } from '#test/support/process.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import { letter, startSes } from './start-ses.ts';

const files = (folder: string) =>
  readdirSync(join(folder, 'mail'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.name.endsWith('.eml'))
    .map((entry) => entry.name.replace('.eml', ''));

describe('After kill -9 at a random instant, the local SES', () => {
  test('has every message that it took, no other file, and still tells of each', { timeout: 120_000 }, async () => {
    const folder = temporaryFolder();
    const taken: string[] = [];
    for (let round = 0; round < 3; round += 1) {
      const running = runSource(join(import.meta.dirname, 'ses-process.ts'), [folder]);
      const endpoint = (await running.line(/^http/)).trim();
      const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
      const client = new SESClient({ endpoint, region: 'eu-west-1', credentials, maxAttempts: 1 });
      const send = async () => {
        for (;;) {
          const command = new SendRawEmailCommand({ RawMessage: { Data: letter('ada@example.com') } });
          const { MessageId } = await client.send(command);
          taken.push(MessageId ?? '');
        }
      };
      const senders = Promise.allSettled([send(), send(), send(), send()]);
      await wait(150 + Math.random() * 400);
      await running.end('SIGKILL');
      await senders;
      client.destroy();
    }
    const { ses, events, clock, stop } = await startSes({ folder });
    await clock.advance('P2D');
    const listed = ses.mailbox.list({ limit: 1000 }).items.map(({ id }) => id);
    expect(taken.length).toBeGreaterThan(0);
    expect(listed).toEqual(expect.arrayContaining(taken));
    expect(files(folder).sort()).toEqual([...listed].sort());
    for (const type of ['Send', 'Delivery']) {
      const told = events.filter(({ detail }) => detail.eventType === type).map(({ detail }) => detail.mail.messageId);
      expect(new Set(told)).toEqual(new Set(listed));
    }
    await stop();
  });
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll } from 'vitest';
import { type Host, type HostOptions, startHost } from '#local/host.ts';

/** This process's environment without what a developer may have set for the product or for AWS. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  const ours =
    /^(AWS_|CRM_|PORT$|DYNAMODB_PORT$|TABLE_NAME$|SMTP_URL$|PUBLIC_URL$|SCHEDULE_GROUP$|MAIL_FROM$|ADMIN_EMAIL$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name)));
}

/**
 * Call at the top of a test file: a host in this process on a free port with a data folder of its own, started before the
 * tests of the file and stopped after them. Functions keep the clients that they made for the first host of a process, so
 * a file has one host only.
 */
export function useHost(options: Partial<HostOptions> = {}): () => Host & { readonly troubles: readonly string[] } {
  const troubles: string[] = [];
  let host: Host | undefined;
  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'percorso-host-'));
    host = await startHost({
      port: 0,
      dataDir: join(folder, 'data'),
      env: cleanEnvironment(),
      onTrouble: (sentence) => troubles.push(sentence),
      ...options,
    });
    const running = host;
    return async () => {
      await running.close();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    };
  });
  return () => {
    if (host === undefined) throw new Error('The host is there only while the tests of the file run.');
    return { ...host, troubles };
  };
}

import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { type HostOptions, startHost } from '#local/host.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

/** This process's environment without what a developer may have set for the product or for AWS. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  const ours =
    /^(AWS_|CRM_|PORT$|DYNAMODB_PORT$|TABLE_NAME$|SMTP_URL$|PUBLIC_URL$|SCHEDULE_GROUP$|MAIL_FROM$|ADMIN_EMAIL$)/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !ours.test(name)));
}

/**
 * A host in this process on a free port with a data folder of its own, closed at the end of the test. The functions keep the
 * clients that they made for the first host: one host a test file when they matter.
 */
export async function useHost(options: Partial<HostOptions> = {}) {
  const troubles: string[] = [];
  const host = await startHost({
    port: 0,
    dataDir: join(temporaryFolder(), 'data'),
    env: cleanEnvironment(),
    onTrouble: (sentence) => troubles.push(sentence),
    ...options,
  });
  onTestFinished(host.close);
  return { ...host, troubles };
}

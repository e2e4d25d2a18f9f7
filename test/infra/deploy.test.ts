import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const home = mkdtempSync(join(tmpdir(), 'deploy-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** What `npm run deploy` says on a machine that knows of no AWS account. */
function deploy(args: readonly string[], env: Record<string, string> = {}) {
  const clean = { PATH: process.env.PATH ?? '', HOME: home, AWS_EC2_METADATA_DISABLED: 'true', ...env };
  const { status, stderr } = spawnSync(process.execPath, ['infra/deploy.ts', ...args], {
    cwd: root,
    env: clean,
    encoding: 'utf8',
  });
  return { status, stderr };
}
const stage = ['--stage', 'test', '--mail-domain', 'crm.firma.it', '--admin-email', 'it@firma.it'];

describe('deploying', () => {
  test('without credentials ends with one sentence that says how to give them, before anything is built', () => {
    const { status, stderr } = deploy([...stage, '--require-approval', 'never'], { AWS_REGION: 'eu-south-1' });
    expect(status).toBe(1);
    expect(stderr.trim()).toMatch(/^There are no AWS credentials: set AWS_PROFILE .* then deploy again\.$/);
  });

  test('without a region ends with one sentence, because the CDK would take one in America', () => {
    const { status, stderr } = deploy(stage, { AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'y' });
    expect(status).toBe(1);
    expect(stderr.trim()).toMatch(/^There is no AWS region: set AWS_REGION/);
  });

  test('with a setting that cannot be asks for nothing else', () => {
    const { status, stderr } = deploy(['--stage', 'Prod', ...stage.slice(2)]);
    expect(status).toBe(1);
    expect(stderr).toContain('The stage "Prod" must begin with a lower-case letter');
  });
});

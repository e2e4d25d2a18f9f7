import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { type Bundles, bundleFunctions, nodeOfLambda } from '#infra/bundle.ts';

const root = dirname(dirname(import.meta.dirname));
const rows = ['read-order', 'fail-order'].map((name) => ({ name, entry: `test/infra/entries/${name}.ts` }));
const folders = [0, 1].map(() => mkdtempSync(join(tmpdir(), 'bundles-')));
const [bundles, again] = folders.map((folder) => bundleFunctions(rows, root, folder)) as [Bundles, Bundles];

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** Runs the bundle as Lambda does: from its own folder, with nothing beside it. */
function invoke(name: string, event: unknown) {
  const call = `const { handler } = await import('./index.mjs'); console.log(JSON.stringify(await handler(${JSON.stringify(event)})));`;
  return spawnSync('node', ['--enable-source-maps', '--input-type=module', '-e', call], {
    cwd: bundles.folder(name),
    encoding: 'utf8',
  });
}

describe('a bundle', () => {
  test('holds all that its function needs, the AWS SDK and CommonJS libraries included', () => {
    const { stdout, stderr } = invoke('read-order', { id: 'A-1' });
    expect(stderr).toBe('');
    expect(JSON.parse(stdout)).toEqual({ id: 'A-1', mailBytes: expect.any(Number), region: 'eu-west-1' });
  });

  test('has its source maps with it, so that a failure names the line that was written', () => {
    expect(invoke('fail-order', {}).stderr).toMatch(/out of stock[\s\S]*entries\/fail-order\.ts:3/);
  });

  test('carries nothing of the other functions', () => {
    const files = readdirSync(bundles.folder('fail-order')).filter((file) => file.endsWith('.mjs'));
    const bytes = files.map((file) => statSync(join(bundles.folder('fail-order'), file)).size);
    expect(bytes.reduce((sum, size) => sum + size, 0)).toBeLessThan(5_000);
  });

  test('leaves for later what is imported later', () => {
    const holding = Object.entries(bundles.metafile.outputs)
      .filter(([, { inputs }]) => Object.keys(inputs).some((input) => input.includes('nodemailer')))
      .map(([path]) => basename(path));
    expect(holding.length).toBeGreaterThan(0);
    expect(holding).not.toContain('read-order.mjs');
  });

  test('is the same bytes every time, so that a deployment changes only what was changed', () => {
    const bytes = ({ folder }: Bundles) =>
      rows.map(({ name }) => readFileSync(join(folder(name), 'index.mjs'), 'utf8'));
    expect(bytes(again)).toEqual(bytes(bundles));
  });

  test('is written for the Node that the project runs on', () => {
    expect(nodeOfLambda(root)).toBe(`node${process.versions.node.split('.')[0]}`);
  });

  test('does not come about when an entry is missing', () => {
    const missing = [{ name: 'gone', entry: 'functions/gone.ts' }];
    expect(() => bundleFunctions(missing, root, join(folders[0] ?? '', 'gone'))).toThrow(/functions\/gone\.ts/);
  });
});

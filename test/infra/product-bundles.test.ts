import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { registry } from '#functions/registry.ts';
import { bundleFunctions } from '#infra/bundle.ts';

const outdir = mkdtempSync(join(tmpdir(), 'product-'));
const { folder } = bundleFunctions(registry, dirname(dirname(import.meta.dirname)), outdir);
const chunks = new Map(
  registry.flatMap(({ name }) =>
    readdirSync(folder(name))
      .filter((file) => file.endsWith('.mjs') && file !== 'index.mjs')
      .map((file) => [file, join(folder(name), file)] as const),
  ),
);

afterAll(() => rmSync(outdir, { recursive: true }));

/** Loads modules where nothing is beside them, and says what each of them exports or why it does not load. */
function load(files: readonly string[]): Record<string, string[] | string> {
  const script = `const said = {};
    for (const file of ${JSON.stringify(files)}) {
      said[file] = await import(file).then((module) => Object.keys(module), String);
    }
    console.log(JSON.stringify(said));`;
  const { stdout, stderr } = spawnSync('node', ['--input-type=module', '-e', script], {
    cwd: outdir,
    encoding: 'utf8',
  });
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout);
}

describe('what is deployed', () => {
  test('has a handler in each function', () => {
    const entries = registry.map(({ name }) => join(folder(name), 'index.mjs'));
    const said = load(entries);
    expect(entries.filter((entry) => !said[entry]?.includes('handler')).map((entry) => [entry, said[entry]])).toEqual(
      [],
    );
  });

  test('loads what it loads later as well', () => {
    const said = load([...chunks.values()]);
    expect(Object.entries(said).filter(([, exports]) => typeof exports === 'string')).toEqual([]);
  });

  test('reads no file of the repository, which is not there', () => {
    const reading = [...chunks.values(), ...registry.map(({ name }) => join(folder(name), 'index.mjs'))].filter(
      (file) => /import\.meta\.(dirname|filename)/.test(readFileSync(file, 'utf8')),
    );
    expect(reading).toEqual([]);
  });
});

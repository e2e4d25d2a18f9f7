import { copyFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { registry } from '#functions/registry.ts';
import { bundleFunctions } from '#infra/bundle.ts';
import { type ImportTime, importTime } from './bundles/import-time.ts';
import { kilobytes, median, printTable, verdict, whole } from './figures.ts';

const root = resolve(import.meta.dirname, '..');
const rounds = 5;
const most = 2;
const composition = { name: 'composition', entry: 'bench/bundles/composition.ts' };
const bare = { name: 'bare-client', entry: 'bench/bundles/bare-client.ts' };

type Sample = { readonly own: ImportTime; readonly bare: ImportTime };

/**
 * Each function's bundle as it is deployed: its size, and how long its import takes against that of a bare DynamoDB client.
 * Judged by the processor's time, which other programs on the machine hardly change; the clock's is printed beside it.
 */
export async function run(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-bundles-'));
  try {
    const bareFolder = bundleFunctions([bare], root, join(folder, 'bare')).folder(bare.name);
    const bundles = bundleFunctions([...registry, composition], root, join(folder, 'functions'));
    const functions = registry.map(({ name }) => {
      const folder = bundles.folder(name);
      return { name, folder, ...sizeOf(folder), samples: [] as Sample[] };
    });
    for (const { folder } of functions) addComposition(bundles.folder(composition.name), folder);
    for (let round = 0; round < rounds; round += 1) {
      for (const { name, folder, samples } of functions) {
        const bareTime = await importTime(bareFolder, bare.name);
        samples.push({ own: await importTime(folder, name, `${composition.name}.mjs`), bare: bareTime });
      }
    }
    printBare(
      bareFolder,
      functions.flatMap(({ samples }) => samples),
    );
    printFunctions(functions);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Made in the same run of esbuild, it loads the very chunks that the function's own import has loaded or would load. */
function addComposition(from: string, to: string): void {
  for (const file of readdirSync(from)) {
    copyFileSync(join(from, file), join(to, file === 'index.mjs' ? `${composition.name}.mjs` : file));
  }
}

function printBare(folder: string, samples: readonly Sample[]): void {
  const { min, gzip } = sizeOf(folder);
  const wall = median(samples.map(({ bare }) => bare.imported.wall));
  const cpu = median(samples.map(({ bare }) => bare.imported.cpu));
  console.log(`A bare DynamoDB client with six commands: ${kilobytes(min)}, gzipped ${kilobytes(gzip)}; imported in`);
  console.log(
    `${whole(wall)} ms, ${whole(cpu)} ms of the processor. Each function against it, alternating, ${rounds} times:`,
  );
}

type Measured = {
  readonly name: string;
  readonly min: number;
  readonly gzip: number;
  readonly samples: readonly Sample[];
};

function printFunctions(functions: readonly Measured[]): void {
  const rows = functions.map((measured) => {
    const { samples } = measured;
    const ratio = (time: 'imported' | 'composed', of: 'wall' | 'cpu') =>
      median(samples.map(({ own, bare }) => own[time][of] / bare.imported[of]));
    return { ...measured, ratio };
  });
  console.log();
  printTable(
    ['function', 'min', 'gzip', 'import', 'cpu', 'ratio', 'on the clock', 'first call', 'cpu', 'ratio'],
    rows.map(({ name, min, gzip, samples, ratio }) => [
      name,
      kilobytes(min),
      kilobytes(gzip),
      `${whole(median(samples.map(({ own }) => own.imported.wall)))} ms`,
      `${whole(median(samples.map(({ own }) => own.imported.cpu)))} ms`,
      ratio('imported', 'cpu').toFixed(2),
      ratio('imported', 'wall').toFixed(2),
      `${whole(median(samples.map(({ own }) => own.composed.wall)))} ms`,
      `${whole(median(samples.map(({ own }) => own.composed.cpu)))} ms`,
      ratio('composed', 'cpu').toFixed(2),
    ]),
  );
  const worst = (time: 'imported' | 'composed') =>
    rows
      .map(({ name, ratio }) => ({ name, times: ratio(time, 'cpu') }))
      .reduce((one, other) => (other.times > one.times ? other : one));
  const imported = worst('imported');
  const composed = worst('composed');
  console.log();
  console.log(`import at most ${imported.times.toFixed(2)} times the bare client's (${imported.name})`);
  console.log(`  ${verdict(imported.times <= most, `at most ${most.toFixed(1)} times`)}`);
  console.log(`with the adapters that the first call makes: ${composed.times.toFixed(2)} times (${composed.name})`);
}

/** All code of a folder as it is deployed, without source maps; bytes. */
function sizeOf(folder: string): { min: number; gzip: number } {
  const files = readdirSync(folder).filter((file) => file.endsWith('.mjs'));
  const contents = files.map((file) => readFileSync(join(folder, file)));
  return {
    min: contents.reduce((bytes, content) => bytes + content.length, 0),
    gzip: contents.reduce((bytes, content) => bytes + gzipSync(content).length, 0),
  };
}

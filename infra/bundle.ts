import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { buildSync, type Metafile } from 'esbuild';
import type { FunctionRow } from '#functions/registry.ts';

export type Bundles = {
  /** The folder of one function: `index.mjs`, the chunks that it loads, now or when first needed, and their source maps. */
  readonly folder: (name: string) => string;
  /** esbuild's account of what went into which file. */
  readonly metafile: Metafile;
};

/** Some dependencies are CommonJS and ask for `require`, which an ES module does not have. Long names, as esbuild gives short ones. */
const requireForCommonJs =
  "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);";

/**
 * Bundles all functions in one run of esbuild, which reads and shapes a shared file once and not thirty-five times.
 * Nothing is left outside but what Node itself has: the AWS SDK goes in at the version that the tests ran with. What is
 * imported dynamically stays a file of its own, so that a cold start does not read the clients that it never uses.
 * @param root the repository's folder, which the entries are relative to
 * @param outdir is emptied first
 */
export function bundleFunctions(
  rows: readonly Pick<FunctionRow, 'name' | 'entry'>[],
  root: string,
  outdir: string,
): Bundles {
  const { metafile, outputFiles } = buildSync({
    absWorkingDir: root,
    entryPoints: rows.map((row) => ({ in: row.entry, out: row.name })),
    outdir,
    write: false,
    bundle: true,
    splitting: true,
    platform: 'node',
    target: nodeOfLambda(root),
    format: 'esm',
    outExtension: { '.js': '.mjs' },
    mainFields: ['module', 'main'],
    alias: { 'node:http': join(root, 'infra/lean-http.cjs') },
    minify: true,
    sourcemap: 'linked',
    sourcesContent: false,
    legalComments: 'none',
    banner: { js: requireForCommonJs },
    metafile: true,
    logLevel: 'silent',
  });
  const written = new Map(outputFiles.map(({ path, contents }) => [basename(path), contents]));
  rmSync(outdir, { recursive: true, force: true });
  for (const { name } of rows) {
    const folder = join(outdir, name);
    mkdirSync(folder, { recursive: true });
    for (const file of filesOf(`${name}.mjs`, metafile)) {
      const as = file === `${name}.mjs` ? 'index.mjs' : file;
      writeFileSync(join(folder, as), written.get(file) ?? '');
      writeFileSync(join(folder, `${file}.map`), written.get(`${file}.map`) ?? '');
    }
  }
  return { folder: (name) => join(outdir, name), metafile };
}

/** The file and all that it imports, at once or later. */
function filesOf(entry: string, { outputs }: Metafile): Set<string> {
  const imports = new Map(
    Object.entries(outputs).map(([path, output]) => [
      basename(path),
      output.imports.filter(({ external }) => !external).map(({ path }) => basename(path)),
    ]),
  );
  const found = new Set([entry]);
  for (const file of found) for (const imported of imports.get(file) ?? []) found.add(imported);
  return found;
}

/** `node24`: the version that the project itself runs on, so that one number is raised and not two. */
export function nodeOfLambda(root: string): string {
  const manifest: { devDependencies: Record<string, string> } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  );
  return `node${manifest.devDependencies.node?.split('.')[0] ?? ''}`;
}

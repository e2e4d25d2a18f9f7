import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync, type Metafile } from 'esbuild';
import type { FunctionRow } from '#functions/registry.ts';

export type Bundles = {
  /** The folder that holds one function's `index.mjs` and its source map, and nothing else. */
  readonly folder: (name: string) => string;
  /** esbuild's account of what went into which file. */
  readonly metafile: Metafile;
};

/** Some dependencies are CommonJS and ask for `require`, which an ES module does not have. */
const requireForCommonJs = "import{createRequire as c}from'node:module';const require=c(import.meta.url);";

/**
 * Bundles every function in one run of esbuild, which reads a shared file once and not thirty-five times.
 * Nothing is left outside but what Node itself has, the AWS SDK goes in at the version that the tests ran with.
 * @param root the repository's folder, which the entries are relative to
 */
export function bundleFunctions(
  rows: readonly Pick<FunctionRow, 'name' | 'entry'>[],
  root: string,
  outdir: string,
): Bundles {
  const { metafile } = buildSync({
    absWorkingDir: root,
    entryPoints: rows.map((row) => ({ in: row.entry, out: `${row.name}/index` })),
    outdir,
    bundle: true,
    platform: 'node',
    target: nodeOfLambda(root),
    format: 'esm',
    outExtension: { '.js': '.mjs' },
    mainFields: ['module', 'main'],
    minify: true,
    sourcemap: 'linked',
    sourcesContent: false,
    legalComments: 'none',
    banner: { js: requireForCommonJs },
    metafile: true,
    logLevel: 'silent',
  });
  return { folder: (name) => join(outdir, name), metafile };
}

/** `node24`: the version that the project itself runs on, so that one number is raised and not two. */
export function nodeOfLambda(root: string): string {
  const manifest: { devDependencies: Record<string, string> } = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  );
  return `node${manifest.devDependencies.node?.split('.')[0] ?? ''}`;
}

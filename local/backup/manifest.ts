import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { parseIfJson, readIfPresent, writeWhole } from '#local/durable-file.ts';

/** Written last: a folder without it is no backup, or half of one. */
const name = 'backup.json';

const Manifest = z.object({
  version: z.literal(1),
  /** The moment that the copy is of, by the product's clock. */
  at: z.iso.datetime(),
  files: z.record(z.string(), z.object({ bytes: z.number(), sha256: z.string() })),
});
export type Manifest = z.infer<typeof Manifest>;

/** Describes all files of a copy, and so completes it. */
export async function writeManifest(folder: string, at: string): Promise<Manifest> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const files: Manifest['files'] = {};
  for (const path of paths.sort()) {
    files[path.slice(folder.length + 1).replaceAll('\\', '/')] = await describe(path);
  }
  const manifest: Manifest = { version: 1, at, files };
  writeWhole(join(folder, name), `${JSON.stringify(manifest, undefined, 2)}\n`);
  return manifest;
}

/** Undefined for a folder that is no complete backup of a version that is known here. */
export function readManifest(folder: string): Manifest | undefined {
  const text = readIfPresent(join(folder, name));
  return text === undefined ? undefined : Manifest.safeParse(parseIfJson(text)).data;
}

/** The files of a backup that are not as they were written. */
export async function damaged(folder: string, { files }: Manifest): Promise<string[]> {
  const found: string[] = [];
  for (const [path, { bytes, sha256 }] of Object.entries(files)) {
    const now = await describe(join(folder, path)).catch(() => undefined);
    if (now?.bytes !== bytes || now.sha256 !== sha256) found.push(path);
  }
  return found;
}

async function describe(file: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash);
  return { bytes: (await stat(file)).size, sha256: hash.digest('hex') };
}

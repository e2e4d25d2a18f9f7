import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { z } from 'zod';
import { CommandFailed } from '#local/cli/failure.ts';
import { Mapping } from './schema.ts';

/** The mappings that come with the product. */
const shippedFolder = resolve(import.meta.dirname, '../../../imports');

export type FoundMapping = { readonly file: string; readonly mapping: Mapping };

/**
 * The mapping of a file, or the shipped one whose files are all in the folder.
 * @throws CommandFailed when the folder or the mapping is not what it should be.
 */
export function findMapping(folder: string, file: string | undefined, shipped = shippedFolder): FoundMapping {
  if (!existsSync(folder)) throw new CommandFailed(`There is no folder ${folder}: name the one with the CSV files.`);
  if (file !== undefined) return checkFiles(folder, { file, mapping: readMapping(file) });
  const known = readdirSync(shipped)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => ({ file: join(shipped, name), mapping: readMapping(join(shipped, name)) }));
  const fitting = known.find(({ mapping }) => filesOf(mapping).every((name) => existsSync(join(folder, name))));
  if (fitting !== undefined) return fitting;
  const names = known.map(({ file, mapping }) => `${basename(file)} (${filesOf(mapping).join(', ')})`).join('; ');
  throw new CommandFailed(
    `No shipped mapping fits the files of ${folder}. Known: ${names}. Write one (docs/import.md) and pass it with --mapping.`,
  );
}

export function filesOf({ tables, users, companies, people, opportunities }: Mapping): string[] {
  const all = [...Object.values(tables), ...users, ...companies, ...people, ...opportunities];
  return [...new Set(all.map((each) => each.file))];
}

function checkFiles(folder: string, found: FoundMapping): FoundMapping {
  const missing = filesOf(found.mapping).filter((name) => !existsSync(join(folder, name)));
  if (missing.length === 0) return found;
  throw new CommandFailed(`${found.file} wants ${missing.join(', ')}, which ${folder} has not.`);
}

function readMapping(file: string): Mapping {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new CommandFailed(`The mapping ${file} cannot be read: ${why}`);
  }
  const result = Mapping.safeParse(json);
  if (result.success) return result.data;
  throw new CommandFailed(`The mapping ${file} is not right (docs/import.md):\n${z.prettifyError(result.error)}`);
}

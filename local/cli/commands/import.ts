import { resolve } from 'node:path';
import { apiFor } from '#local/cli/http/api-for.ts';
import { createProgress } from '#local/cli/import/progress.ts';
import { runImport } from '#local/cli/import/run-import.ts';
import { stageFolder } from '#local/cli/import/stage-folder.ts';
import { findMapping } from '#local/cli/mapping/find-mapping.ts';
import type { Mapping } from '#local/cli/mapping/schema.ts';
import type { Terminal } from '#local/cli/terminal.ts';

export type ImportOptions = {
  readonly mapping?: string;
  readonly url?: string;
  /** False: dates stay as the files have them. */
  readonly shiftDates: boolean;
  readonly check?: boolean;
};

/** Brings a folder of CSV files in. @throws CommandFailed when the folder, the mapping or the server is not as it should be. */
export async function importFolder(folder: string, options: ImportOptions, terminal: Terminal) {
  const path = resolve(folder);
  const found = findMapping(path, options.mapping && resolve(options.mapping));
  const mapping = options.shiftDates ? found.mapping : { ...found.mapping, shiftDates: undefined };
  terminal.out(`Mapping: ${mapping.name} (${found.file})`);
  const moved = datesMoved(mapping);
  if (moved !== undefined) terminal.out(moved);
  const progress = createProgress(terminal);
  const api = options.check === true ? undefined : await apiFor(options, terminal, progress.say);
  const stage: Parameters<typeof runImport>[0]['stage'] = async (staging, reject) => {
    progress.start('reading', undefined);
    await stageFolder({ folder: path, mapping, staging, reject, onRows: progress.rows });
  };
  return await runImport({ terminal, progress, stage, system: mapping.system, api });
}

function datesMoved({ shiftDates, shiftDatesBecause }: Mapping): string | undefined {
  if (shiftDates === undefined) return undefined;
  return `Dates are moved forward by ${shiftDates}: ${shiftDatesBecause}. --no-shift-dates leaves them as they are.`;
}

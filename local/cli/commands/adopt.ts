import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { takeOver } from '#local/adopt/take-over.ts';
import { region } from '#local/arns.ts';
import { CommandFailed } from '#local/cli/failure.ts';
import { createProgress } from '#local/cli/import/progress.ts';
import { dataDir } from '#local/cli/place.ts';
import type { Terminal } from '#local/cli/terminal.ts';
import { openTimeLine } from '#local/clock/time-line.ts';
import { lockDataFolder } from '#local/data-lock.ts';
import { formerTableFile, tableFile } from '#local/host/database.ts';

/** Takes over what a data folder holds in the file of DynamoDB Local, which the product used before it had a table of its own. */
export async function adopt(terminal: Terminal): Promise<void> {
  const folder = dataDir(terminal.env);
  const former = formerTableFile(folder);
  if (existsSync(tableFile(folder))) {
    terminal.out(`${folder} has its table already; there is nothing to take over.`);
    return;
  }
  if (!existsSync(former)) {
    throw new CommandFailed(
      `${former} is not there: set CRM_DATA_DIR to the folder whose customers are to be taken over.`,
    );
  }
  const lock = lockDataFolder(folder);
  const progress = createProgress(terminal);
  try {
    const done = await takeOver({
      dataDir: folder,
      region: region(terminal.env),
      now: openTimeLine(join(folder, 'clock.json'), terminal.now).now,
      onTable: progress.start,
      onItems: progress.rows,
    });
    progress.end();
    terminal.out(`Taken over (tables: ${done?.tables ?? 0}, items: ${done?.items ?? 0}). npm start goes on with them.`);
    terminal.out(`${join(folder, 'dynamodb')} is as it was; delete it when you no longer need it.`);
  } finally {
    lock.release();
  }
}

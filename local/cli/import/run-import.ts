import { join } from 'node:path';
import type { Api } from '#local/cli/http/api.ts';
import { dataDir } from '#local/cli/place.ts';
import type { Terminal } from '#local/cli/terminal.ts';
import type { Progress } from './progress.ts';
import { createRejections, type Rejection } from './rejections.ts';
import { type SendOptions, sendingOrder, sendStaged } from './send.ts';
import { createStaging, type Staging } from './staging.ts';
import { createTally, summary } from './tally.ts';

type Reject = SendOptions['reject'];

export type ImportRun = {
  readonly terminal: Terminal;
  readonly progress: Progress;
  /** Puts all rows into the staging; nothing is sent before it is through. */
  readonly stage: (staging: Staging, reject: Reject) => Promise<void> | void;
  readonly system: string;
  /** Undefined: the rows are only read and checked. */
  readonly api: Api | undefined;
};

/** Stages, sends, and tells what became of the rows, also of those before an interruption or a failure. */
export async function runImport({
  terminal,
  progress,
  stage,
  system,
  api,
}: ImportRun): Promise<'done' | 'interrupted'> {
  const { signal } = terminal;
  const tally = createTally();
  const stamp = new Date(terminal.now()).toISOString().replace(/[:.]/g, '-');
  const rejections = createRejections(join(dataDir(terminal.env), 'imports', `${stamp}-rejected.csv`));
  const reject = (_: unknown, rejection: Rejection) => rejections.add(rejection);
  const staging = createStaging();
  let isRead = false;
  try {
    await stage(staging, (kind, rejection) => {
      tally.count(kind, 'rejected');
      reject(kind, rejection);
    });
    isRead = true;
    if (api === undefined) {
      for (const kind of sendingOrder) tally.count(kind, 'ready', staging.count(kind));
      terminal.out('Only read, nothing sent.');
    } else {
      const onResult: SendOptions['onResult'] = (kind, result) => tally.count(kind, result);
      const { start: onStart, rows: onRows } = progress;
      await sendStaged({ api, system, staging, signal, onResult, reject, onStart, onRows });
    }
  } finally {
    progress.end();
    staging.close();
    rejections.close();
    // What stopped the reading is all that there is to tell: nothing was sent.
    const text = isRead ? summary(tally, rejections) : '';
    if (text !== '') terminal.out(text);
  }
  if (signal.aborted) {
    terminal.out('Interrupted. Run it again to bring in the rest; what is in already stays as it is.');
    return 'interrupted';
  }
  return 'done';
}

import type { Terminal } from '#local/cli/terminal.ts';

export type Progress = {
  start(what: string, rows: number | undefined): void;
  rows(count: number): void;
  /** A sentence that stays on the terminal. */
  say(sentence: string): void;
  end(): void;
};

/** Milliseconds between two signs of life. */
const every = { watched: 100, unwatched: 3_000 };

/** Rows done of all, rows a second, time left: a bar for a person, a line every few seconds for a file. */
export function createProgress({ err, watched, columns, now }: Terminal): Progress {
  let what = '';
  let total: number | undefined;
  let done = 0;
  let startedAt = 0;
  let shownAt = 0;
  /** Rows that the last line told. */
  let shown = 0;

  const status = (): string => {
    const seconds = Math.max((now() - startedAt) / 1000, 0.001);
    const rate = done / seconds;
    const figures = total === undefined ? rowsText(done) : `${done} of ${total}`;
    const left = total === undefined || done === 0 || done === total ? '' : `, ${duration((total - done) / rate)} left`;
    return `${figures}, ${Math.round(rate)}/s${left}`;
  };
  const show = (): void => {
    shownAt = now();
    shown = done;
    const text = `${what.padEnd(14)} ${watched && total !== undefined ? `${bar(done / total)} ` : ''}${status()}`;
    err(watched ? `\r\u001b[2K${text.slice(0, columns - 1)}` : `${text}\n`);
  };
  const close = (): void => {
    if (what === '') return;
    if (done > shown || (watched && done > 0)) show();
    if (watched && done > 0) err('\n');
    what = '';
  };

  return {
    start(name, rows) {
      close();
      what = name;
      total = rows;
      done = 0;
      shown = 0;
      startedAt = now();
      shownAt = startedAt;
    },
    rows(count) {
      done += count;
      if (done > shown && now() - shownAt >= (watched ? every.watched : every.unwatched)) show();
    },
    say(sentence) {
      err(watched && what !== '' ? `\r\u001b[2K${sentence}\n` : `${sentence}\n`);
    },
    end: close,
  };
}

export function rowsText(count: number): string {
  return count === 1 ? '1 row' : `${count} rows`;
}

function bar(part: number): string {
  const width = 20;
  const full = Math.min(Math.round(part * width), width);
  return `[${'#'.repeat(full)}${'.'.repeat(width - full)}]`;
}

export function duration(seconds: number): string {
  const whole = Math.ceil(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

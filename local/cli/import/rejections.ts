import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

export type Rejection = { readonly file: string; readonly line: number; readonly reason: string };

const shown = 10;

/** Collects rows that could not be taken: the first for the terminal, all of them in a CSV file, which is made with the first. */
export function createRejections(path: string) {
  const first: Rejection[] = [];
  let count = 0;
  let file: number | undefined;
  return {
    path,
    first: first as readonly Rejection[],
    count: () => count,
    add(rejection: Rejection): void {
      count += 1;
      if (first.length < shown) first.push(rejection);
      file ??= start(path);
      writeSync(file, toLine([rejection.file, rejection.line, rejection.reason]));
    },
    close(): void {
      if (file !== undefined) closeSync(file);
      file = undefined;
    },
  };
}
export type Rejections = ReturnType<typeof createRejections>;

function start(path: string): number {
  mkdirSync(dirname(path), { recursive: true });
  const file = openSync(path, 'w', 0o600);
  writeSync(file, toLine(['file', 'line', 'reason']));
  return file;
}

function toLine(values: readonly (string | number)[]): string {
  return `${values.map((value) => (/[",\n\r]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : value)).join(',')}\n`;
}

import { type Dirent, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';

/** The table is copied by itself; locks, shared memory and what is unfinished belong to the running process. */
const never = [
  /^table\.db/,
  /^lock\.db/,
  /^dynamodb\//,
  /-shm$/,
  /-adopting(-\w+)?$/,
  /\.(new|unfinished)$/,
  /^restore-unfinished$/,
];
/** Messages are written once and never changed. */
const message = /^mail\/.*\.eml$/;

/** Files of a data folder by what they need: to be copied at one moment, or at any later time. Paths are relative, with slashes. */
export function filesOf(dataDir: string): { atOnce: string[]; messages: string[] } {
  const kept = readdirSync(dataDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => pathOf(dataDir, entry))
    .filter((path) => !never.some((pattern) => pattern.test(path)));
  return {
    atOnce: kept.filter((path) => !message.test(path)),
    messages: kept.filter((path) => message.test(path)),
  };
}

function pathOf(dataDir: string, entry: Dirent): string {
  return relative(dataDir, join(entry.parentPath, entry.name)).replaceAll('\\', '/');
}

/** The table's file, and its log where the process ended without closing it. */
export function tableFilesOf(dataDir: string): string[] {
  return readdirSync(dataDir).filter((name) => name === 'table.db' || name === 'table.db-wal');
}

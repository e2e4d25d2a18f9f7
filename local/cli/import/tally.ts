import type { ImportKind, RowResult } from '#contracts/http/imports.ts';
import { type Cell, textTable } from '#local/cli/text-table.ts';
import { rowsText } from './progress.ts';
import type { Rejections } from './rejections.ts';
import { sendingOrder } from './send.ts';

/** `ready`: read and checked only. */
type Result = RowResult['result'] | 'ready';
const sent: readonly Result[] = ['created', 'changed', 'unchanged', 'rejected'];
const read: readonly Result[] = ['ready', 'rejected'];

/** Counts what became of the rows. */
export function createTally() {
  const counts = new Map<ImportKind, Record<Result, number>>();
  const of = (kind: ImportKind) => {
    const known = counts.get(kind) ?? { ready: 0, created: 0, changed: 0, unchanged: 0, rejected: 0 };
    counts.set(kind, known);
    return known;
  };
  return {
    count(kind: ImportKind, result: Result, rows = 1): void {
      of(kind)[result] += rows;
    },
    /** A line for each kind that had rows; empty when there were none. */
    table(): string {
      const results = [...counts.values()].some(({ ready }) => ready > 0) ? read : sent;
      const rows = sendingOrder.flatMap((kind): Cell[][] => {
        const known = counts.get(kind);
        const row = results.map((result) => known?.[result] ?? 0);
        return row.some((count) => count > 0) ? [[kind, ...row]] : [];
      });
      return rows.length === 0 ? '' : textTable([['', ...results], ...rows]);
    },
  };
}
export type Tally = ReturnType<typeof createTally>;

/** The table, the first rows that were refused, and where all of them are. */
export function summary(tally: Tally, rejections: Rejections): string {
  const { first, path } = rejections;
  const count = rejections.count();
  if (count === 0) return tally.table();
  const lines = first.map(({ file, line, reason }) => `  ${file}:${line}  ${reason}`);
  const more = count > first.length ? [`  … and ${count - first.length} more`] : [];
  return [
    tally.table(),
    '',
    `${rowsText(count)} could not be taken:`,
    ...lines,
    ...more,
    `${count === 1 ? 'It stands' : 'All of them'}, with file, line and reason: ${path}`,
  ].join('\n');
}

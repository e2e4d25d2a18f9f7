import type { StagedRow } from './staging.ts';

export type Batch = readonly StagedRow[];

/** Batches that go one after the other, because they touch the same customer. */
export type Turn = readonly Batch[];

/**
 * Cuts rows that are grouped by company into turns that may run at the same time: no company is in two of them. Small companies share a
 * batch, a large one has several in one turn.
 */
export function* batchesOf(rows: Iterable<StagedRow>, size: number): Generator<Turn> {
  let batch: StagedRow[] = [];
  for (const group of groups(rows)) {
    if (batch.length > 0 && batch.length + group.length > size) {
      yield [batch];
      batch = [];
    }
    if (group.length > size) yield chunks(group, size);
    else batch.push(...group);
  }
  if (batch.length > 0) yield [batch];
}

function* groups(rows: Iterable<StagedRow>): Generator<StagedRow[]> {
  let group: StagedRow[] = [];
  for (const row of rows) {
    const [last] = group;
    if (last !== undefined && (row.company === null || row.company !== last.company)) {
      yield group;
      group = [];
    }
    group.push(row);
  }
  if (group.length > 0) yield group;
}

function chunks(group: readonly StagedRow[], size: number): StagedRow[][] {
  const count = Math.ceil(group.length / size);
  return Array.from({ length: count }, (_, index) => group.slice(index * size, (index + 1) * size));
}

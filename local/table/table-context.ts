import type { TableStore } from '#local/table/table-store.ts';

/** What every operation works with. */
export type TableContext = {
  readonly store: TableStore;
  /** Epoch milliseconds of the movable clock. */
  readonly now: () => number;
  readonly region: string;
  readonly account: string;
};

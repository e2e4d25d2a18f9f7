import type { Row } from '#local/cli/csv/table.ts';

/** A whole table in memory, found by a key that is compared without spaces and case: `GTXPro` is `GTX Pro`. */
export type Lookup = {
  readonly file: string;
  readonly columns: readonly string[];
  readonly find: (key: string) => Row | undefined;
};

export function createLookup(file: string, columns: readonly string[], key: string, rows: Iterable<Row>): Lookup {
  const byKey = new Map<string, Row>();
  for (const row of rows) {
    const name = normalKey(row[key] ?? '');
    if (name !== '' && !byKey.has(name)) byKey.set(name, row);
  }
  return { file, columns, find: (text) => byKey.get(normalKey(text)) };
}

function normalKey(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/\s+/gu, '');
}

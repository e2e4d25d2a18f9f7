import { DatabaseSync } from 'node:sqlite';
import type { ImportKind } from '#contracts/http/imports.ts';
import type { TargetRow } from '#local/cli/mapping/compile-source.ts';

export type StagedFile = { readonly kind: ImportKind; readonly file: string };
export type StagedRow = { readonly line: number; readonly body: string; readonly company: string | null };

const schema = `
  CREATE TABLE rows (
    source INTEGER NOT NULL, line INTEGER NOT NULL, company TEXT, owner TEXT, at TEXT, body TEXT NOT NULL
  );
`;

/**
 * Rows that are ready to go, kept in a temporary database that SQLite writes to disk when it becomes large and that is gone with
 * the process: a million rows need little memory.
 */
export function createStaging() {
  const db = new DatabaseSync('');
  db.exec(`PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; ${schema}`);
  const insert = db.prepare('INSERT INTO rows VALUES (?, ?, ?, ?, ?, ?)');
  const files: StagedFile[] = [];
  const sourcesOf = (kind: ImportKind) => files.flatMap((each, index) => (each.kind === kind ? [index] : []));

  return {
    /** Opens a source; its rows go in with the number that comes back. */
    addFile(file: StagedFile): number {
      return files.push(file) - 1;
    },
    add(source: number, rows: readonly TargetRow[]): void {
      db.exec('BEGIN');
      for (const row of rows) {
        const { companyKey, ownerKey, closedAt, engagedAt } = row;
        const at = text(closedAt) ?? text(engagedAt);
        insert.run(source, row.line, text(companyKey), text(ownerKey), at, JSON.stringify(row));
      }
      db.exec('COMMIT');
    },
    /** Who has the most opportunities with a company; of several, who had the latest. */
    ownerReader(): (company: string) => string | undefined {
      const mine = sourcesOf('opportunities').join(', ');
      db.exec('CREATE INDEX IF NOT EXISTS by_company ON rows (company, owner, at)');
      const find = db.prepare(`
        SELECT owner FROM rows WHERE company = ? AND owner IS NOT NULL AND source IN (${mine})
        GROUP BY owner ORDER BY count(*) DESC, max(at) DESC, owner LIMIT 1`);
      return (company) => text(find.get(company)?.owner) ?? undefined;
    },
    count(kind: ImportKind): number {
      const found = db.prepare(`SELECT count(*) AS n FROM rows WHERE source IN (${sourcesOf(kind).join(', ')})`).get();
      return Number(found?.n);
    },
    files: (kind: ImportKind): { source: number; file: string }[] =>
      sourcesOf(kind).map((source) => ({ source, file: files[source]?.file ?? '' })),
    /** In the order of the file; what belongs to a company company by company, oldest first. */
    *rows(source: number): Generator<StagedRow> {
      const all = db.prepare('SELECT line, body, company FROM rows WHERE source = ? ORDER BY company, at, line');
      for (const { line, body, company } of all.iterate(source)) {
        yield { line: Number(line), body: String(body), company: text(company) };
      }
    },
    close: () => db.close(),
  };
}
export type Staging = ReturnType<typeof createStaging>;

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

import { DatabaseSync } from 'node:sqlite';
import type { ImportKind } from '#contracts/http/imports.ts';
import type { TargetRow } from '#local/cli/mapping/compile-source.ts';
import { identityOf } from './identity-of.ts';

export type StagedFile = { readonly kind: ImportKind; readonly file: string };
export type StagedRow = { readonly line: number; readonly body: string; readonly company: string | null };

/** A row that says something else of what an earlier one is about. */
type Contradiction = {
  readonly row: TargetRow;
  readonly earlier: { readonly file: string; readonly line: number };
};

const schema = `
  CREATE TABLE rows (
    source INTEGER NOT NULL, line INTEGER NOT NULL, company TEXT, owner TEXT, at TEXT, body TEXT NOT NULL
  );
  CREATE TABLE firsts (kind TEXT, identity TEXT, row INTEGER NOT NULL, PRIMARY KEY (kind, identity)) WITHOUT ROWID;
`;

/**
 * Rows that are ready to go, kept in a temporary database that SQLite writes to disk when it becomes large and that is gone with
 * the process: a million rows need little memory.
 */
export function createStaging() {
  const db = new DatabaseSync('');
  db.exec(`PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; ${schema}`);
  const insert = db.prepare('INSERT INTO rows VALUES (?, ?, ?, ?, ?, ?)');
  const makeFirst = db.prepare('INSERT OR IGNORE INTO firsts VALUES (?, ?, ?)');
  const first = db.prepare(`
    SELECT source, line, body FROM rows WHERE rowid = (SELECT row FROM firsts WHERE kind = ? AND identity = ?)`);
  const withdraw = db.prepare('DELETE FROM rows WHERE rowid = ?');
  const files: StagedFile[] = [];
  const sourcesOf = (kind: ImportKind) => files.flatMap((each, index) => (each.kind === kind ? [index] : []));

  const kindOf = (source: number): ImportKind => {
    const file = files[source];
    if (file === undefined) throw new Error(`There is no source ${source}.`);
    return file.kind;
  };
  const contradicted = (kind: ImportKind, row: TargetRow, rowId: number | bigint) => {
    const identity = identityOf(kind, row);
    if (makeFirst.run(kind, identity, rowId).changes > 0) return undefined;
    const known = first.get(kind, identity);
    if (known === undefined || contentOf(JSON.parse(String(known.body))) === contentOf(row)) return undefined;
    return { file: files[Number(known.source)]?.file ?? '', line: Number(known.line) };
  };

  return {
    /** Opens a source; its rows go in with the number that comes back. */
    addFile(file: StagedFile): number {
      return files.push(file) - 1;
    },
    /** Takes rows in; what contradicts an earlier row stays out and comes back. The same row once more is taken. */
    add(source: number, rows: readonly TargetRow[]): Contradiction[] {
      const contradictions: Contradiction[] = [];
      db.exec('BEGIN');
      for (const row of rows) {
        const { companyKey, ownerKey, closedAt, engagedAt } = row;
        const at = text(closedAt) ?? text(engagedAt);
        const body = JSON.stringify(row);
        const { lastInsertRowid } = insert.run(source, row.line, text(companyKey), text(ownerKey), at, body);
        const earlier = contradicted(kindOf(source), row, lastInsertRowid);
        if (earlier === undefined) continue;
        withdraw.run(lastInsertRowid);
        contradictions.push({ row, earlier });
      }
      db.exec('COMMIT');
      return contradictions;
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

function contentOf(row: object): string {
  return JSON.stringify({ ...row, line: undefined });
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

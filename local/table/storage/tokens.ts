import type { Sql } from '#local/table/storage/sql.ts';
import type { TransactionToken } from '#local/table/table-store.ts';

const tenMinutes = 10 * 60 * 1000;
const mostAtOnce = 1_000;

export type Tokens = {
  readonly find: (token: string) => TransactionToken | undefined;
  readonly remember: (token: string, row: TransactionToken) => void;
  /** Forgets some of those whose time is over. @returns whether there may be more */
  readonly trim: () => boolean;
};

export function tokensOf(sql: Sql, now: () => number): Tokens {
  return {
    find: (token) => {
      const text = 'SELECT fingerprint, answer FROM tokens WHERE token = ? AND at > ?';
      const row = sql.one<[string, string]>(text, token, now() - tenMinutes);
      return row && { fingerprint: row[0], answer: JSON.parse(row[1]) };
    },
    remember: (token, { fingerprint, answer }) => {
      const text = 'INSERT OR REPLACE INTO tokens (at, token, fingerprint, answer) VALUES (?, ?, ?, ?)';
      sql.run(text, now(), token, fingerprint, JSON.stringify(answer ?? null));
    },
    trim: () => {
      const oldest = `SELECT id, at FROM tokens ORDER BY id LIMIT ${mostAtOnce}`;
      const text = `SELECT max(id), count(*) FROM (${oldest}) WHERE at <= ?`;
      const row = sql.one<[number | null, number]>(text, now() - tenMinutes);
      if (row === undefined || row[0] === null) return false;
      sql.run('DELETE FROM tokens WHERE id <= ?', row[0]);
      return row[1] === mostAtOnce;
    },
  };
}

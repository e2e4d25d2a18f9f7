import type { DatabaseSync } from 'node:sqlite';
import { transaction } from './database.ts';
import { conflict } from './errors.ts';

/** How long AWS's services remember a client token: long enough for every retry of a client. */
const memory = 8 * 3_600_000;

export type Answer = Record<string, unknown>;

/** Runs a change once per client token: a repetition gets the first answer, another request under the same token a ConflictException. */
export const createClientTokens = (db: DatabaseSync) => {
  const find = db.prepare(
    'SELECT request, answer FROM client_tokens WHERE token = ? AND action = ? AND expires_at > ?',
  );
  const remember = db.prepare('INSERT OR REPLACE INTO client_tokens VALUES (?, ?, ?, ?, ?)');
  const forget = db.prepare('DELETE FROM client_tokens WHERE expires_at <= ?');
  return (token: string | undefined, action: string, request: string, now: number, change: () => Answer): Answer =>
    transaction(db, () => {
      if (token === undefined) return change();
      const earlier = find.get(token, action, now);
      if (earlier?.request === request) return JSON.parse(String(earlier.answer));
      if (earlier !== undefined) {
        throw conflict(
          `The client token ${token} was used for another ${action} request. Use a new one for each request.`,
        );
      }
      const answer = change();
      forget.run(now);
      remember.run(token, action, request, JSON.stringify(answer), now + memory);
      return answer;
    });
};
export type ClientTokens = ReturnType<typeof createClientTokens>;

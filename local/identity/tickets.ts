import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { jwtVerify, SignJWT } from 'jose';
import { openDatabase } from '#local/scheduler/database.ts';

/** What only this issuer reads again: a signed note with an end, which can be spent before it. */
export type Kind = 'sign-in' | 'session' | 'code' | 'refresh';
export type Ticket = { id: string; data: Record<string, unknown>; expiresAt: number };

const keyOf = (secret: string): Uint8Array => Buffer.from(secret, 'base64url');

/** `now` and `lifetime` in milliseconds of the virtual clock. */
export const issueTicket = (
  secret: string,
  kind: Kind,
  data: Record<string, unknown>,
  now: number,
  lifetime: number,
): Promise<string> =>
  new SignJWT({ data })
    .setProtectedHeader({ alg: 'HS256' })
    .setAudience(kind)
    .setJti(randomUUID())
    .setExpirationTime(new Date(now + lifetime))
    .sign(keyOf(secret));

/** Reads tickets and remembers the spent ones in `<dir>/identity.sqlite`, over restarts. */
export const createTicketReader = (dir: string, secret: string) => {
  const db = openDatabase(
    join(dir, 'identity.sqlite'),
    'CREATE TABLE IF NOT EXISTS spent (id TEXT PRIMARY KEY, expires_at INTEGER NOT NULL) WITHOUT ROWID;',
  );
  const find = db.prepare('SELECT 1 FROM spent WHERE id = ?');
  const add = db.prepare('INSERT OR IGNORE INTO spent VALUES (?, ?)');
  const forget = db.prepare('DELETE FROM spent WHERE expires_at < ?');
  return {
    /** Undefined for what is forged, of another kind, past its end or spent. */
    async read(kind: Kind, text: string | undefined, now: number): Promise<Ticket | undefined> {
      if (text === undefined || text === '') return undefined;
      const options = { audience: kind, algorithms: ['HS256'], currentDate: new Date(now) };
      const result = await jwtVerify<{ data: Record<string, unknown> }>(text, keyOf(secret), options).catch(
        () => undefined,
      );
      const { jti, exp, data } = result?.payload ?? {};
      if (jti === undefined || exp === undefined || data === undefined || find.get(jti) !== undefined) return undefined;
      return { id: jti, data, expiresAt: exp * 1000 };
    },
    /** True for the first who spends it. */
    spend(ticket: Ticket, now: number): boolean {
      forget.run(now);
      return add.run(ticket.id, ticket.expiresAt).changes > 0;
    },
    close: () => db.close(),
  };
};
export type TicketReader = ReturnType<typeof createTicketReader>;

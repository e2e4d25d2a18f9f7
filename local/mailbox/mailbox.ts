import type { DatabaseSync } from 'node:sqlite';
import { boundLimit } from '#local/bound-limit.ts';
import { MailRow, type MailRow as Row } from '#local/ses/mail-index.ts';
import { type ParsedMail, parseMail } from './parse-mail.ts';

/** A message in a list. `to` holds the envelope's recipients, joined by ", "; `at` is ISO, by the local clock. */
export type MailItem = { id: string; to: string; from: string; subject: string; at: string; links: string[] };

export type MailQuery = {
  /** A whole address, whatever its case. */
  to?: string | undefined;
  from?: string | undefined;
  /** A part of the subject, whatever its case. */
  subject?: string | undefined;
  /** ISO instant: messages of that moment and later. */
  since?: string | undefined;
  /** 1 to 1000, default 50. */
  limit?: number | undefined;
  cursor?: string | undefined;
};
export type MailPage = { items: MailItem[]; cursor?: string };
export type MailDetail = MailItem & ParsedMail & { tags: Record<string, readonly string[]> };

/** Reads what the local SES accepted, newest first. */
export type Mailbox = {
  /** Throws RangeError for a query that cannot be meant: a broken date, limit or cursor. */
  list(query?: MailQuery): MailPage;
  get(id: string): Promise<MailDetail | undefined>;
  raw(id: string): Promise<Buffer | undefined>;
  attachment(
    id: string,
    position: number,
  ): Promise<{ filename: string; mimeType: string; content: Buffer } | undefined>;
};

type MailFiles = { read(id: string, at: number): Promise<Buffer | undefined> };
type Condition = { sql: string; values: (string | number)[] };

const item = ({ id, at, sender, recipients, subject, links }: Row): MailItem => ({
  id,
  to: recipients,
  from: sender,
  subject,
  at: new Date(at).toISOString(),
  links,
});

const encodeCursor = ({ at, seq }: Row): string => Buffer.from(`${at}:${seq}`).toString('base64url');

const decodeCursor = (cursor: string): [number, number] => {
  const [, at, seq] = /^(\d+):(\d+)$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? [];
  if (at === undefined || seq === undefined)
    throw new RangeError('The cursor is not one that this list gave: leave it out to start anew');
  return [Number(at), Number(seq)];
};

const instant = (since: string): number => {
  const at = Date.parse(since);
  if (Number.isNaN(at))
    throw new RangeError(`"since" must be an ISO instant such as 2026-11-30T08:00:00Z, not "${since}"`);
  return at;
};

const conditionsOf = ({ to, from, subject, since, cursor }: MailQuery): Condition[] => {
  const list: Condition[] = [];
  if (to !== undefined) {
    const address = to.trim().toLowerCase();
    list.push({ sql: 'seq IN (SELECT seq FROM recipients WHERE address = ?)', values: [address] });
  }
  if (from !== undefined) list.push({ sql: 'lower(sender) = ?', values: [from.trim().toLowerCase()] });
  if (subject !== undefined) list.push({ sql: 'instr(lower(subject), lower(?)) > 0', values: [subject] });
  if (since !== undefined) list.push({ sql: 'at >= ?', values: [instant(since)] });
  if (cursor !== undefined) list.push({ sql: '(at, seq) < (?, ?)', values: decodeCursor(cursor) });
  return list;
};

const limitOf = (limit = 50): number => {
  if (!Number.isInteger(limit) || limit < 1 || limit > 1000)
    throw new RangeError('"limit" must be a whole number from 1 to 1000');
  return limit;
};

export const createMailbox = (db: DatabaseSync, files: MailFiles): Mailbox => {
  const find = db.prepare('SELECT * FROM mails WHERE id = ?');
  const row = (id: string): Row | undefined => {
    const found = find.get(id);
    return found === undefined ? undefined : MailRow.parse(found);
  };
  const raw = async (id: string): Promise<Buffer | undefined> => {
    const found = row(id);
    return found === undefined ? undefined : files.read(id, found.at);
  };
  return {
    list(query = {}) {
      const limit = limitOf(query.limit);
      const conditions = conditionsOf(query);
      const where = conditions.length === 0 ? '' : `WHERE ${conditions.map(({ sql }) => sql).join(' AND ')}`;
      const values = conditions.flatMap((condition) => condition.values);
      const select = db.prepare(`SELECT * FROM mails ${where} ORDER BY at DESC, seq DESC ${boundLimit}`);
      const rows = select.all(...values, limit + 1).map((each) => MailRow.parse(each));
      const last = rows.length > limit ? rows[limit - 1] : undefined;
      const items = rows.slice(0, limit).map(item);
      return last === undefined ? { items } : { items, cursor: encodeCursor(last) };
    },
    async get(id) {
      const found = row(id);
      const bytes = await raw(id);
      if (found === undefined || bytes === undefined) return undefined;
      const { mail } = await parseMail(bytes);
      return { ...item(found), ...mail, tags: found.mail.tags };
    },
    raw,
    async attachment(id, position) {
      const bytes = await raw(id);
      return bytes === undefined ? undefined : (await parseMail(bytes)).attachments[position];
    },
  };
};

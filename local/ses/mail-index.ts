import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { MailObject } from './events.ts';

/** What the index keeps of a message besides its file. Times are epoch milliseconds of the virtual clock. */
export const MailRow = z.object({
  seq: z.number(),
  id: z.string(),
  at: z.number(),
  sender: z.string(),
  recipients: z.string(),
  subject: z.string(),
  links: z.string().transform((text) => z.array(z.string()).parse(JSON.parse(text))),
  /** The `mail` object of the message's events. */
  mail: z.string().transform((text): MailObject => JSON.parse(text)),
});
export type MailRow = z.infer<typeof MailRow>;

export type NewMail = {
  id: string;
  at: number;
  sender: string;
  recipients: readonly string[];
  subject: string;
  links: readonly string[];
  mail: MailObject;
};
export type Tally = { bounces: number; complaints: number; rejects: number };

export const mailSchema = `
  CREATE TABLE IF NOT EXISTS mails (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, at INTEGER NOT NULL, sender TEXT NOT NULL,
    recipients TEXT NOT NULL, subject TEXT NOT NULL, links TEXT NOT NULL, mail TEXT NOT NULL, attempts INTEGER NOT NULL,
    bounces INTEGER NOT NULL DEFAULT 0, complaints INTEGER NOT NULL DEFAULT 0, rejects INTEGER NOT NULL DEFAULT 0
  );
  CREATE INDEX IF NOT EXISTS mails_at ON mails (at, seq);
  CREATE TABLE IF NOT EXISTS recipients (
    address TEXT NOT NULL, seq INTEGER NOT NULL REFERENCES mails (seq), PRIMARY KEY (address, seq)
  ) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS identities (name TEXT PRIMARY KEY) WITHOUT ROWID;`;

const Point = z.object({
  slot: z.number(),
  attempts: z.number(),
  bounces: z.number(),
  complaints: z.number(),
  rejects: z.number(),
});

/** The table of sent messages. Writes are to be made inside the caller's transaction. */
export const createMailIndex = (db: DatabaseSync) => {
  const insert = db.prepare(
    'INSERT INTO mails (id, at, sender, recipients, subject, links, mail, attempts) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  );
  const address = db.prepare('INSERT OR IGNORE INTO recipients (address, seq) VALUES (?, ?)');
  const count = db.prepare(
    'UPDATE mails SET bounces = bounces + ?, complaints = complaints + ?, rejects = rejects + ? WHERE id = ?',
  );
  const find = db.prepare('SELECT * FROM mails WHERE id = ?');
  const sentSince = db.prepare('SELECT coalesce(sum(attempts), 0) AS total FROM mails WHERE at > ?');
  const points = db.prepare(`SELECT at / 900000 * 900000 AS slot, sum(attempts) AS attempts, sum(bounces) AS bounces,
    sum(complaints) AS complaints, sum(rejects) AS rejects FROM mails WHERE at > ? GROUP BY slot ORDER BY slot`);
  return {
    add(mail: NewMail): void {
      const { lastInsertRowid } = insert.run(
        mail.id,
        mail.at,
        mail.sender,
        mail.recipients.join(', '),
        mail.subject,
        JSON.stringify(mail.links),
        JSON.stringify(mail.mail),
        mail.recipients.length,
      );
      for (const recipient of mail.recipients) address.run(recipient.toLowerCase(), lastInsertRowid);
    },
    tally: (id: string, tally: Tally): void => void count.run(tally.bounces, tally.complaints, tally.rejects, id),
    find(id: string): MailRow | undefined {
      const row = find.get(id);
      return row === undefined ? undefined : MailRow.parse(row);
    },
    /** Recipients addressed after `since`. */
    sentSince: (since: number): number => Number(sentSince.get(since)?.total ?? 0),
    /** SES's statistics: sums by quarter of an hour. */
    points: (since: number) => z.array(Point).parse(points.all(since)),
  };
};
export type MailIndex = ReturnType<typeof createMailIndex>;

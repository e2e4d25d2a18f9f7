import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import type { DueSource, LocalClock } from '#local/clock-port.ts';
import { transaction } from './database.ts';

/** A piece of work that was promised: it is run at least once, at or after its time, however often the process dies. */
const Job = z.object({
  seq: z.number(),
  /** Jobs of one lane never run side by side. */
  lane: z.string(),
  body: z.string(),
  /** 1 while the first attempt runs. */
  attempts: z.number(),
  /** Epoch milliseconds of the promise; attempts may be later. */
  createdAt: z.number(),
});
export type Job = z.infer<typeof Job>;
export type NewJob = { lane: string; body: string; dueAt: number };

const DeadLetter = z.object({
  lane: z.string(),
  body: z.string(),
  attempts: z.number(),
  error: z.string(),
  failedAt: z.number(),
});
export type DeadLetter = z.infer<typeof DeadLetter>;

export type DueQueueOptions = {
  name: string;
  db: DatabaseSync;
  clock: LocalClock;
  /** Does the work. What it returns is written in the transaction that takes the job off the queue. */
  run(job: Job): Promise<(() => void) | undefined>;
  /** Epoch milliseconds of the next attempt, or undefined to give up: the job becomes a dead letter. */
  retryAt(job: Job, now: number): number | undefined;
  /** How many jobs run at the same time. */
  concurrency: number;
};

export type DueQueue = {
  source: DueSource;
  /** Adds jobs; to be called inside the caller's transaction, followed by `clock.nudge()`. */
  add(jobs: readonly NewJob[], now: number): void;
  deadLetters(): DeadLetter[];
  /** Starts nothing more and waits for what runs. */
  close(): Promise<void>;
};

const schema = `
  CREATE TABLE IF NOT EXISTS jobs (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, lane TEXT NOT NULL, body TEXT NOT NULL, due_at INTEGER NOT NULL,
    created_at INTEGER NOT NULL, attempts INTEGER NOT NULL DEFAULT 0, claimed INTEGER NOT NULL DEFAULT 0
  );
  CREATE INDEX IF NOT EXISTS jobs_due ON jobs (claimed, due_at, seq);
  CREATE TABLE IF NOT EXISTS dead_letters (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, lane TEXT NOT NULL, body TEXT NOT NULL, attempts INTEGER NOT NULL,
    error TEXT NOT NULL, failed_at INTEGER NOT NULL
  );`;

const free = 'claimed = 0 AND lane NOT IN (SELECT lane FROM jobs WHERE claimed = 1)';

const statements = (db: DatabaseSync) => ({
  add: db.prepare('INSERT INTO jobs (lane, body, due_at, created_at) VALUES (?, ?, ?, ?)'),
  next: db.prepare(`SELECT due_at AS dueAt FROM jobs WHERE ${free} ORDER BY due_at, seq LIMIT 1`),
  claim: db.prepare(`UPDATE jobs SET claimed = 1, attempts = attempts + 1
    WHERE seq = (SELECT seq FROM jobs WHERE ${free} AND due_at <= ? ORDER BY due_at, seq LIMIT 1)
    RETURNING seq, lane, body, attempts, created_at AS createdAt`),
  remove: db.prepare('DELETE FROM jobs WHERE seq = ?'),
  postpone: db.prepare('UPDATE jobs SET claimed = 0, due_at = ? WHERE seq = ?'),
  bury: db.prepare('INSERT INTO dead_letters (lane, body, attempts, error, failed_at) VALUES (?, ?, ?, ?, ?)'),
  dead: db.prepare('SELECT lane, body, attempts, error, failed_at AS failedAt FROM dead_letters ORDER BY seq'),
});

/** A durable queue of dated jobs in SQLite: at-least-once, retried by the virtual clock, cheap with 100,000 waiting. */
export const createDueQueue = ({ name, db, clock, run, retryAt, concurrency }: DueQueueOptions): DueQueue => {
  db.exec(schema);
  db.exec('UPDATE jobs SET claimed = 0 WHERE claimed = 1');
  const sql = statements(db);
  const running = new Set<Promise<void>>();
  let closed = false;

  const fail = (job: Job, error: unknown): void => {
    const now = clock.now();
    const again = retryAt(job, now);
    transaction(db, () => {
      if (again !== undefined) return sql.postpone.run(again, job.seq);
      sql.bury.run(job.lane, job.body, job.attempts, error instanceof Error ? error.message : String(error), now);
      return sql.remove.run(job.seq);
    });
    clock.nudge();
  };

  const attempt = async (job: Job): Promise<void> => {
    try {
      const complete = await run(job);
      transaction(db, () => {
        complete?.();
        sql.remove.run(job.seq);
      });
    } catch (error) {
      fail(job, error);
    }
  };

  const pump = (now: number): void => {
    while (!closed && running.size < concurrency) {
      const row = sql.claim.get(now);
      if (row === undefined) return;
      const work = attempt(Job.parse(row)).finally(() => {
        running.delete(work);
        pump(clock.now());
      });
      running.add(work);
    }
  };

  return {
    source: {
      name,
      nextDueAt() {
        if (closed || running.size >= concurrency) return undefined;
        const row = sql.next.get();
        return row === undefined ? undefined : Number(row.dueAt);
      },
      fireDue: pump,
      busy: () => running.size > 0,
    },
    add(jobs, now) {
      for (const job of jobs) sql.add.run(job.lane, job.body, job.dueAt, now);
    },
    deadLetters: () => z.array(DeadLetter).parse(sql.dead.all()),
    async close() {
      closed = true;
      await Promise.all(running);
    },
  };
};

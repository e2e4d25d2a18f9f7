import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import PostalMime, { type Email } from 'postal-mime';
import type { LocalClock } from '#local/clock-port.ts';
import { linksIn } from '#local/mailbox/links.ts';
import { transaction } from '#local/scheduler/database.ts';
import type { DueQueue } from '#local/scheduler/due-queue.ts';
import { outcomeEvents, workJob } from './delivery.ts';
import * as events from './events.ts';
import type { MailIndex } from './mail-index.ts';
import { mailObject } from './mail-object.ts';
import { stamp } from './message.ts';
import type { Outbox } from './outbox.ts';
import { SesError } from './protocol.ts';
import { type Fate, outcomeOf, simulatorFate } from './simulator.ts';
import type { Submission } from './submission.ts';

export type AcceptDeps = {
  db: DatabaseSync;
  clock: LocalClock;
  region: string;
  index: MailIndex;
  outbox: Outbox;
  queue: DueQueue;
  /** True when real recipients are reached over SMTP, so that their outcome is not known yet. */
  relays: boolean;
};

const newMessageId = (now: number): string => `${now.toString(16).padStart(16, '0')}-${randomUUID()}-000000`;

const parse = (raw: Buffer): Promise<Email> =>
  PostalMime.parse(raw).catch((error: unknown) => {
    throw new SesError(
      'MessageRejected',
      `The message cannot be read as MIME: ${error instanceof Error ? error.message : error}`,
    );
  });

/** The harmless test virus, with which SES lets rejection be tried: https://docs.aws.amazon.com/ses/latest/dg/send-an-email-from-console.html */
const carriesTestVirus = (email: Email): boolean =>
  email.attachments.some(({ content }) => {
    const text = typeof content === 'string' ? content : Buffer.from(new Uint8Array(content)).toString('latin1');
    return text.includes('EICAR-STANDARD-ANTIVIRUS-TEST-FILE');
  });

type Plan = {
  bodies: events.EventBody[];
  relayTo: string[];
  tally: { bounces: number; complaints: number; rejects: number };
};

/** What happens to a message: everything at once, except for what an SMTP server has yet to say. */
const planFor = (submission: Submission, email: Email, relays: boolean, now: number): Plan => {
  if (carriesTestVirus(email))
    return { bodies: [events.rejected()], relayTo: [], tally: { bounces: 0, complaints: 0, rejects: 1 } };
  const relayTo = submission.recipients.filter((address) => relays && simulatorFate(address) === undefined);
  const here = submission.recipients.filter((address) => !relayTo.includes(address));
  const outcome = outcomeOf(here, (address): Fate => simulatorFate(address) ?? 'deliver');
  return {
    bodies: [events.sent(), ...outcomeEvents(outcome, now, now)],
    relayTo,
    tally: {
      bounces: outcome.bounced.length + outcome.suppressed.length,
      complaints: outcome.complained.length,
      rejects: 0,
    },
  };
};

/**
 * Takes a message on: its file, its line in the index and its events are there together or not at all.
 * Resolves with the message id of SES. Throws MessageRejected for what is no MIME message.
 */
export const acceptMessage = async (deps: AcceptDeps, submission: Submission): Promise<string> => {
  const { db, clock, index, outbox, queue, region } = deps;
  const now = clock.now();
  const id = newMessageId(now);
  const { raw, headers } = stamp(submission.message, `<${id}@${region}.amazonses.com>`, now);
  const email = await parse(raw);
  const mail = mailObject(id, submission, headers, now, region);
  const { bodies, relayTo, tally } = planFor(submission, email, deps.relays, now);
  await outbox.stage(id, raw);
  transaction(db, () => {
    const { sender, recipients } = submission;
    const links = linksIn(email);
    index.add({ id, at: now, sender, recipients, subject: email.subject ?? '', links, mail });
    index.tally(id, tally);
    const published = bodies.map((body) => ({
      kind: 'event' as const,
      event: events.envelope(body, mail, now, region),
    }));
    const relayed = relayTo.length > 0 ? [{ kind: 'relay' as const, sender, recipients: relayTo }] : [];
    queue.add(
      [...published, ...relayed].map((work) => workJob(id, work, now)),
      now,
    );
  });
  // The message is taken on: a file that cannot be moved now is read where it is and moved at the next start.
  await outbox.place(id, now).catch(() => undefined);
  clock.nudge();
  return id;
};

import { z } from 'zod';
import type { LocalClock } from '#local/clock-port.ts';
import type { DueQueueOptions, Job, NewJob } from '#local/scheduler/due-queue.ts';
import * as events from './events.ts';
import type { MailIndex } from './mail-index.ts';
import type { Outbox } from './outbox.ts';
import type { Relay } from './relay.ts';
import type { Outcome } from './simulator.ts';

/** What waits in the queue: an event to publish, or a message to hand to the SMTP relay. */
const Work = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('event'),
    event: z.custom<events.SesEvent>((event) => typeof event === 'object' && event !== null),
  }),
  z.object({ kind: z.literal('relay'), sender: z.string(), recipients: z.array(z.string()) }),
]);
type Work = z.infer<typeof Work>;

export const workJob = (mailId: string, work: Work, dueAt: number): NewJob => ({
  lane: mailId,
  body: JSON.stringify(work),
  dueAt,
});

const unknownUser = { status: '5.1.1', diagnostic: 'smtp; 550 5.1.1 user unknown' };
const suppressed = {
  status: '5.1.1',
  diagnostic:
    'Amazon SES has suppressed sending to this address because it has a recent history of bouncing as an invalid address.',
};
const expired = {
  status: '4.4.7',
  diagnostic: 'smtp; 550 4.4.7 Message expired: the mail server could not be reached in 14 hours',
};

/** The events that follow from what the simulator (or nobody's real server) did with the recipients. */
export const outcomeEvents = (outcome: Outcome, at: number, sentAt: number): events.EventBody[] => {
  const list: events.EventBody[] = [];
  const failures = (addresses: readonly string[], why: Omit<events.Failure, 'address'>): events.Failure[] =>
    addresses.map((address) => ({ address, ...why }));
  if (outcome.delivered.length > 0) list.push(events.delivered(outcome.delivered, at, sentAt, '250 2.0.0 OK'));
  if (outcome.bounced.length > 0) {
    list.push(events.bounced(failures(outcome.bounced, unknownUser), at, { type: 'Permanent', subType: 'General' }));
  }
  if (outcome.suppressed.length > 0) {
    list.push(
      events.bounced(failures(outcome.suppressed, suppressed), at, { type: 'Permanent', subType: 'Suppressed' }),
    );
  }
  if (outcome.complained.length > 0) list.push(events.complained(outcome.complained, at));
  return list;
};

const hour = 3_600_000;
const relayLife = 14 * hour;
const eventLife = 24 * hour;

/** EventBridge tries for 24 hours, at growing distances; a mail server is tried for 14 hours, as SES does. */
export const retryAt = (job: Job, now: number): number | undefined => {
  const wait = Math.min(1000 * 2 ** job.attempts, hour);
  return now + wait - job.createdAt > eventLife ? undefined : now + wait;
};

export type DeliveryDeps = {
  clock: LocalClock;
  index: MailIndex;
  outbox: Outbox;
  relay: Relay | undefined;
  onEvent(event: events.SesEvent): Promise<unknown>;
  /** Queues the events of a message, inside the current transaction. */
  publish(mailId: string, bodies: readonly events.EventBody[], at: number): void;
};

const relayMessage = async (deps: DeliveryDeps, job: Job, work: Extract<Work, { kind: 'relay' }>) => {
  const mail = deps.index.find(job.lane);
  const raw = mail === undefined ? undefined : await deps.outbox.read(mail.id, mail.at);
  if (mail === undefined || raw === undefined) throw new Error(`The file of message ${job.lane} is not in the outbox`);
  const publish = (bodies: events.EventBody[], bounces: number) => () => {
    deps.index.tally(mail.id, { bounces, complaints: 0, rejects: 0 });
    deps.publish(mail.id, bodies, deps.clock.now());
  };
  const transport = deps.relay;
  if (transport === undefined) throw new Error('No SMTP relay is set: start with SMTP_URL to send what waits for it');
  const now = (): number => deps.clock.now();
  try {
    const { delivered, refused, response } = await transport.send({ ...work, raw });
    const bodies = delivered.length > 0 ? [events.delivered(delivered, now(), mail.at, response)] : [];
    if (refused.length > 0) bodies.push(events.bounced(refused, now(), { type: 'Permanent', subType: 'General' }));
    return publish(bodies, refused.length);
  } catch (error) {
    if (now() - job.createdAt < relayLife) throw error;
    const failures = work.recipients.map((address) => ({ address, ...expired }));
    return publish([events.bounced(failures, now(), { type: 'Transient', subType: 'General' })], failures.length);
  }
};

/** Runs one job of the queue. */
export const runDelivery =
  (deps: DeliveryDeps): DueQueueOptions['run'] =>
  async (job) => {
    const work = Work.parse(JSON.parse(job.body));
    if (work.kind === 'relay') return relayMessage(deps, job, work);
    await deps.onEvent(work.event);
    return undefined;
  };

import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { type Authorize, callerApp } from '#local/aws-caller.ts';
import type { DueSource, LocalClock } from '#local/clock-port.ts';
import { BodyTooLarge, readBody } from '#local/http.ts';
import { createMailbox, type Mailbox } from '#local/mailbox/mailbox.ts';
import { openDatabase } from '#local/scheduler/database.ts';
import { createDueQueue, type DeadLetter } from '#local/scheduler/due-queue.ts';
import { type Action, createActions } from './actions.ts';
import { retryAt, runDelivery, workJob } from './delivery.ts';
import { envelope, type SesEvent } from './events.ts';
import { createMailIndex, mailSchema } from './mail-index.ts';
import { createOutbox } from './outbox.ts';
import { errorXml, invalidParameter, parseParams, resultXml, SesError } from './protocol.ts';
import { createRelay } from './relay.ts';

export type SesOptions = {
  /** The outbox: `<dir>/<yyyy-mm-dd>/<id>.eml` and the index beside. */
  dir: string;
  clock: LocalClock;
  /** Gets every SES event in EventBridge's shape, at least once; a rejection is tried again for 24 hours. */
  onEvent(event: SesEvent): Promise<unknown>;
  authorize: Authorize;
  region?: string;
  /** Sends what is accepted to real recipients as well: `smtp://user:password@host:587`. */
  smtpUrl?: string | undefined;
};

export type Ses = {
  /** The endpoint of the AWS query protocol; sees the URL without its base path. */
  handle(req: IncomingMessage, res: ServerResponse): Promise<void>;
  mailbox: Mailbox;
  /** To be registered with the clock by whoever starts the service. */
  source: DueSource;
  /** Events that nobody took within 24 hours. */
  deadLetters(): DeadLetter[];
  close(): Promise<void>;
};

/** Base64 and percent-encoding make the largest message about this long. */
const maxRequestBytes = 20 * 1024 * 1024;

const answer = (res: ServerResponse, status: number, requestId: string, xml: string): void => {
  res.writeHead(status, { 'content-type': 'text/xml', 'x-amzn-requestid': requestId }).end(xml);
};

const perform = async (
  req: IncomingMessage,
  actions: ReadonlyMap<string, Action>,
  authorize: Authorize,
  requestId: string,
) => {
  const params = parseParams(await readBody(req, maxRequestBytes));
  const name = params.get('Action') ?? '';
  const action = actions.get(name);
  if (action === undefined) {
    throw new SesError(
      'InvalidAction',
      `Could not find operation ${name} for version 2010-12-01: the local SES has ${[...actions.keys()].join(', ')}`,
    );
  }
  const refusal = authorize(callerApp(req), `ses:${name}`);
  if (refusal !== undefined) throw new SesError('AccessDenied', refusal, 403);
  return resultXml(name, await action(params), requestId);
};

const asSesError = (error: unknown): SesError => {
  if (error instanceof SesError) return error;
  if (error instanceof BodyTooLarge) return invalidParameter('Message length is more than 10485760 bytes long.');
  return new SesError('InternalFailure', error instanceof Error ? error.message : String(error), 500);
};

/** Amazon SES on one machine: the API of the real service, messages as files, events as on EventBridge. */
export const createSes = ({ dir, clock, onEvent, authorize, region = 'eu-west-1', smtpUrl }: SesOptions): Ses => {
  const db = openDatabase(join(dir, 'index.sqlite'), mailSchema);
  const index = createMailIndex(db);
  const outbox = createOutbox(dir);
  outbox.settle((id) => index.find(id)?.at);
  const relay = smtpUrl === undefined ? undefined : createRelay(smtpUrl);
  const publish: Parameters<typeof runDelivery>[0]['publish'] = (mailId, bodies, at) => {
    const found = index.find(mailId);
    if (found === undefined) return;
    const jobs = bodies.map((body) =>
      workJob(mailId, { kind: 'event', event: envelope(body, found.mail, at, region) }, at),
    );
    queue.add(jobs, at);
  };
  const run = runDelivery({ clock, index, outbox, relay, onEvent, publish });
  const queue = createDueQueue({ name: 'ses', db, clock, run, retryAt, concurrency: 16 });
  const actions = createActions({ db, clock, region, index, outbox, queue, relays: relay !== undefined });
  return {
    async handle(req, res) {
      const requestId = randomUUID();
      try {
        answer(res, 200, requestId, await perform(req, actions, authorize, requestId));
      } catch (error) {
        const known = asSesError(error);
        answer(res, known.status, requestId, errorXml(known, requestId));
      }
    },
    mailbox: createMailbox(db, outbox),
    source: queue.source,
    deadLetters: queue.deadLetters,
    async close() {
      await queue.close();
      relay?.close();
      db.close();
    },
  };
};

import { z } from 'zod';
import { region } from '#local/arns.ts';
import { stateMachineArn } from '#local/host/machines.ts';
import type { Course } from './courses.ts';
import { takeInvocations } from './function-meter.ts';
import { type Walked, walkedBy } from './history.ts';
import type { Laboratory } from './laboratory.ts';

/** Further than any cycle goes. */
const mostDays = 200;

const Customers = z.object({ items: z.array(z.object({ id: z.string(), createdAt: z.string() })) });
const Card = z.object({
  stage: z.string(),
  review: z.object({ linkId: z.string(), decisions: z.array(z.string()) }).nullish(),
  path: z.array(z.object({ id: z.string(), dueAt: z.string(), owner: z.object({ kind: z.string() }) })),
});
const Timeline = z.object({ items: z.array(z.object({ type: z.string() })), cursor: z.string().nullish() });
const Mails = z.object({ items: z.array(z.object({ id: z.string() })), cursor: z.string().nullish() });

type Call = <T>(method: string, path: string, answer: z.ZodType<T>, body?: object) => Promise<T>;

export type Taken = Walked & {
  readonly course: Course;
  readonly days: number;
  /** Actions delivered, by the system or a person. */
  readonly delivered: number;
  readonly readUnits: number;
  readonly writeUnits: number;
  /** Writes that a condition refused and whose units are not known. */
  readonly refused: number;
  readonly invocations: number;
  readonly lambdaMs: number;
  readonly mails: number;
};

/** One customer from the form to the end of the first cycle, alone in the product. */
export async function takeCourse(course: Course, laboratory: Laboratory, call: Call, formUrl: string): Promise<Taken> {
  const { host, sfn, takeCalls } = laboratory;
  const mailsBefore = await countAll(call, '/local/mail', Mails);
  takeCalls();
  takeInvocations();
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(formUrl, { method: 'POST', headers, body: JSON.stringify(course.form) });
  if (!answer.ok) throw new Error(`The form of "${course.name}" was answered with ${answer.status}.`);
  await host.clock.advance('PT1M');
  const { items } = await call('GET', '/customers?limit=100', Customers);
  const id = items.toSorted((one, other) => other.createdAt.localeCompare(one.createdAt))[0]?.id ?? '';
  const days = await live(course, id, host, call);
  const calls = takeCalls().filter(({ caller }) => isOfCustomer(caller));
  const invocations = takeInvocations().filter(({ name }) => isOfCustomer(name));
  const executionArn = stateMachineArn('account-management', region({})).replace(':stateMachine:', ':execution:');
  const mails = (await countAll(call, '/local/mail', Mails)) - mailsBefore;
  const delivered = await countAll(
    call,
    `/customers/${id}/timeline`,
    Timeline,
    ({ type }) => type === 'ActionCompleted',
  );
  const walked = await walkedBy(sfn, `${executionArn}:${id}-1`);
  await leave(id, laboratory, call);
  return {
    course,
    days,
    ...walked,
    delivered,
    readUnits: calls.reduce((sum, { readUnits }) => sum + readUnits, 0),
    writeUnits: calls.reduce((sum, { writeUnits }) => sum + writeUnits, 0),
    refused: calls.filter(({ refused, operation }) => refused && operation !== 'TransactWriteItems').length,
    invocations: invocations.length,
    lambdaMs: invocations.reduce((sum, { ms }) => sum + ms, 0),
    mails,
  };
}

/** What bench and people ask of the API, and what is done once for all customers, is not a cycle's. */
function isOfCustomer(functionName: string): boolean {
  return !/^(api-.*|digest|sweep)$/.test(functionName);
}

/** Day by day until the cycle is over. */
async function live(course: Course, id: string, { clock }: Laboratory['host'], call: Call): Promise<number> {
  for (let day = 1; day <= mostDays; day += 1) {
    await clock.advance('P1D');
    if (day === course.dismissedAfter) await dismiss(id, call);
    const card = await call('GET', `/customers/${id}`, Card);
    if (card.stage === 'resting' || card.stage === 'dismissed') {
      await clock.advance('PT1M');
      return day;
    }
    if (course.isDiligent) await work(id, card, new Date(clock.now()).toISOString(), call);
  }
  throw new Error(`The cycle of "${course.name}" is not over after ${mostDays} days.`);
}

/** Takes the first of the named decisions, and does what is due of people's actions. */
async function work(id: string, { review, path }: z.infer<typeof Card>, now: string, call: Call): Promise<void> {
  const [decision] = review?.decisions ?? [];
  if (review && decision) await call('POST', `/reviews/${review.linkId}/decision`, z.unknown(), { decision });
  const due = path.filter((action) => action.id !== 'process' && action.owner.kind === 'user' && action.dueAt <= now);
  for (const action of due) await call('POST', `/customers/${id}/actions/${action.id}/completion`, z.unknown(), {});
}

async function dismiss(id: string, call: Call): Promise<void> {
  await call('POST', `/customers/${id}/dismissal`, z.unknown(), { note: 'Has closed its business.' });
}

/** The next customer shall be alone. */
async function leave(id: string, { host }: Laboratory, call: Call): Promise<void> {
  const { stage } = await call('GET', `/customers/${id}`, Card);
  if (stage !== 'dismissed') await dismiss(id, call);
  await host.clock.advance('P2D');
}

async function countAll<Item>(
  call: Call,
  path: string,
  page: z.ZodType<{ items: Item[]; cursor?: string | null | undefined }>,
  wanted: (item: Item) => boolean = () => true,
): Promise<number> {
  let count = 0;
  let cursor: string | null | undefined;
  do {
    const after: string = cursor ? `&cursor=${encodeURIComponent(cursor)}` : '';
    const found = await call('GET', `${path}?limit=100${after}`, page);
    count += found.items.filter(wanted).length;
    cursor = found.cursor;
  } while (cursor);
  return count;
}

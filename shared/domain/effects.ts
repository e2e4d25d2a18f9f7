import type { Customer } from './customer.ts';
import type { CustomerEvent, Message } from './events.ts';
import { evolve } from './evolve.ts';
import { companyKey, emailKey, personKey, phoneKey } from './identity.ts';
import type { LinkId, PersonId, UserId } from './ids.ts';
import { systemDueAt } from './next-action.ts';
import { emailsOf, phonesOf } from './people.ts';
import { isDelivering } from './relationship.ts';
import { type Instant, isDue } from './time.ts';

/** What the relay of the outbox does after the commit; each part looks at the table again and may be repeated without harm. */
export type Outbox = {
  /** Starts the execution of this cycle. */
  readonly start?: number;
  /** Answers the waiting token when what it waits for has come. */
  readonly wake?: true;
  /** Sets the one schedule of the customer; null: nothing of the system is due, so there is none. */
  readonly dueAt?: Instant | null;
};

/** A page that somebody may open without signing in. */
export type LinkDraft = {
  readonly id: LinkId;
  readonly kind: 'review' | 'data-request' | 'survey' | 'preferences';
  readonly userId?: UserId;
  readonly personId?: PersonId;
  readonly cycle?: number;
};
export type LinkClosed = {
  readonly id: LinkId;
  readonly how: 'answered' | 'superseded' | 'expired';
  readonly result: string;
  readonly by: string;
  readonly at: Instant;
};

export type Effects = {
  readonly outbox: Outbox;
  readonly mails: readonly Message[];
  readonly links: readonly LinkDraft[];
  readonly closed: readonly LinkClosed[];
  /** Addresses and names that belong to this customer from now on. */
  readonly keys: readonly string[];
};

const waking = ['DataClosed', 'ReviewDecided', 'CustomerDismissed', 'SignalReceived'];

/** Everything that has to happen because of these events, besides the new state. */
export function effectsOf(before: Customer | undefined, after: Customer, events: readonly CustomerEvent[]): Effects {
  const started = events.find((event) => event.type === 'CycleStarted');
  const dueAt = systemDueAt(after);
  const dueChanged = dueAt !== (before && systemDueAt(before));
  const mails = events.flatMap((event) => (event.type === 'MailQueued' ? [event.message] : []));
  const known = new Set(before ? identityKeys(before) : []);
  return {
    outbox: {
      ...(started && { start: started.cycle }),
      ...(events.some((event) => waking.includes(event.type)) && { wake: true as const }),
      ...(dueChanged && { dueAt: dueAt ?? null }),
    },
    mails,
    links: mails.flatMap((message) => linkOf(message, after)),
    closed: before ? closedBy(before, events) : [],
    keys: identityKeys(after).filter((key) => !known.has(key)),
  };
}

function linkOf(message: Message, { cycle }: Customer): LinkDraft[] {
  if (!message.linkId || message.variant === 'reminder') return [];
  const at = { id: message.linkId, ...(cycle && { cycle: cycle.number }) };
  switch (message.template) {
    case 'review':
    case 'data-request':
      return message.to.kind === 'user' ? [{ ...at, kind: message.template, userId: message.to.id }] : [];
    case 'survey':
      return message.to.kind === 'person' ? [{ ...at, kind: 'survey', personId: message.to.id }] : [];
    case 'proposition':
    case 'welcome':
      return message.to.kind === 'person' ? [{ ...at, kind: 'preferences', personId: message.to.id }] : [];
    case 'review-closed':
    case 'meeting-invite':
      return [];
    default:
      return message.template satisfies never;
  }
}

function closedBy(before: Customer, events: readonly CustomerEvent[]): LinkClosed[] {
  let state = before;
  return events.flatMap((event) => {
    const closed = closedByOne(state, event);
    state = evolve(state, event, state.id);
    return closed;
  });
}

function closedByOne({ review, dataRequest, survey }: Customer, event: CustomerEvent): LinkClosed[] {
  const close = (id: LinkId | undefined, how: LinkClosed['how'], result: string): LinkClosed[] =>
    id ? [{ id, how, result, by: event.by.id, at: event.at }] : [];
  switch (event.type) {
    case 'ReviewDecided':
      return close(review?.linkId, event.how === 'default' ? 'expired' : 'answered', event.decision);
    case 'ReviewEscalated':
      return close(review?.linkId, 'superseded', event.to);
    case 'DataClosed':
      return close(dataRequest?.linkId, event.how === 'went-on' ? 'expired' : 'answered', event.how);
    case 'SurveyAnswered':
      return close(survey?.linkId, 'answered', String(event.score));
    case 'CustomerDismissed':
    case 'CycleStalled':
    case 'CycleStarted':
      return [...close(review?.linkId, 'expired', 'over'), ...close(dataRequest?.linkId, 'expired', 'over')];
    default:
      return [];
  }
}

/** By which the same customer is recognised: every e-mail address and phone, and a name at a company's domain. */
export function identityKeys(customer: Pick<Customer, 'people' | 'domain' | 'name' | 'kind'>): string[] {
  const people = customer.people.flatMap((person) => [
    ...emailsOf(person).flatMap((email) => keyed('email', emailKey(email))),
    ...phonesOf(person).flatMap((phone) => keyed('phone', phoneKey(phone))),
    ...keyed('person', customer.domain && personKey(person.name) && `${customer.domain}/${personKey(person.name)}`),
  ]);
  return [...new Set(people)];
}

export function companyNameKey(name: string): string | undefined {
  const key = companyKey(name);
  return key && `company:${key}`;
}

function keyed(kind: string, value: string | undefined): string[] {
  return value ? [`${kind}:${value}`] : [];
}

export type Waiting = 'data' | 'review' | 'next';

/** Has what the execution waits for come? Looked at before it sleeps and whenever something happens, so that nothing is missed. */
export function isSatisfied(customer: Customer, cycle: number, what: Waiting, now: Instant): boolean {
  if (customer.status === 'dismissed' || customer.cycle?.number !== cycle) return true;
  switch (what) {
    case 'data':
      return customer.stage !== 'acquisition';
    case 'review':
      return customer.stage !== 'review';
    case 'next': {
      const dueAt = systemDueAt(customer);
      return !isDelivering(customer) || customer.mailbox.length > 0 || (dueAt !== undefined && isDue(dueAt, now));
    }
    default:
      return what satisfies never;
  }
}

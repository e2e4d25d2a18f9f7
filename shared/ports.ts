import type { MailMessage } from '#contracts/mail-messages.ts';
import type { Action } from '#domain/action.ts';
import type { Customer } from '#domain/customer.ts';
import type { Effects, LinkClosed, LinkDraft, Waiting } from '#domain/effects.ts';
import type { EventCounts } from '#domain/event-counts.ts';
import type { CustomerEvent, Message, Opportunity } from '#domain/events.ts';
import type { CustomerId, LinkId, MailId, SourceId, UserId } from '#domain/ids.ts';
import type { Policy, VersionedPolicy } from '#domain/policy.ts';
import type { Instant } from '#domain/time.ts';

export type Page<T> = { readonly items: T[]; readonly cursor?: string };
export type PageRequest = { readonly limit: number; readonly cursor?: string };

export type Commit = { readonly version: number; readonly at: Instant; readonly events: CustomerEvent[] };

export type Saving = {
  readonly before: Customer | undefined;
  readonly after: Customer;
  readonly events: readonly CustomerEvent[];
  readonly effects: Effects;
  /** Stored once with the first of all deliveries that say the same. */
  readonly delivery?: { readonly key: string };
  /** Name in another system, or the name of a company without a domain: belongs to one customer only. */
  readonly alias?: string;
};

export type Saved =
  | { readonly kind: 'saved' }
  /** Somebody else changed the customer in between: read again, decide again. */
  | { readonly kind: 'conflict' }
  | { readonly kind: 'delivered-before'; readonly customerId: CustomerId }
  /** An address or a name of this customer belongs to another one. */
  | { readonly kind: 'taken'; readonly key: string; readonly customerId: CustomerId };

export type CustomerFilter = {
  readonly status?: Customer['status'];
  readonly ownerId?: UserId;
  readonly without?: 'next-action';
};

export type OpenAction = Action & { readonly customerId: CustomerId; readonly customerName: string };
export type OpenReview = {
  readonly id: LinkId;
  readonly customerId: CustomerId;
  readonly customerName: string;
  readonly dueAt: Instant;
};

export interface CustomerStore {
  load(id: CustomerId): Promise<Customer | undefined>;
  save(saving: Saving): Promise<Saved>;
  timeline(id: CustomerId, page: PageRequest): Promise<Page<Commit>>;
  /** What happened in a period, by kind of event. */
  counts(id: CustomerId, period: Days): Promise<EventCounts>;
  list(filter: CustomerFilter, page: PageRequest): Promise<Page<Customer>>;
  /** By an identity key (`email:…`, `phone:…`) or an alias. */
  find(key: string): Promise<CustomerId | undefined>;
  opportunities(id: CustomerId): Promise<Opportunity[]>;
  /** All that is open of a user and due until a moment; `listActions` gives it page by page. */
  actionsOf(owner: UserId, until: Instant): Promise<OpenAction[]>;
  listActions(owner: UserId, until: Instant, page: PageRequest): Promise<Page<OpenAction>>;
  listReviews(reviewer: UserId, page: PageRequest): Promise<Page<OpenReview>>;
}

export type Wait = { readonly token: string; readonly what: Waiting; readonly cycle: number; readonly since: Instant };

/** What the execution of a customer waits for: written before it looks, so that whoever comes later finds it. */
export interface WaitStore {
  put(id: CustomerId, wait: Wait): Promise<void>;
  get(id: CustomerId): Promise<Wait | undefined>;
  /** Takes the token away; false when somebody else was first. */
  take(id: CustomerId, token: string): Promise<boolean>;
}

export type Link = LinkDraft & {
  readonly customerId: CustomerId;
  readonly expiresAt: Instant;
  readonly closed?: LinkClosed;
};

export interface LinkStore {
  get(id: LinkId): Promise<Link | undefined>;
}

/** `uncertain`: the process died between handing over and noting it down. */
export type MailStatus =
  | 'queued'
  | 'sending'
  | 'sent'
  | 'delivered'
  | 'bounced'
  | 'complained'
  | 'rejected'
  | 'uncertain';

/** A message of a customer's process, or a digest that belongs to no customer. */
export type LedgerMessage =
  | ({ readonly kind: 'customer'; readonly customerId: CustomerId } & Message)
  | {
      readonly kind: 'digest';
      readonly mailId: MailId;
      readonly lane: 'transactional';
      readonly userId: UserId;
      readonly date: string;
    };

export type LedgerItem = {
  readonly message: LedgerMessage;
  readonly status: MailStatus;
  readonly at: Instant;
  readonly attempt: number;
  readonly sesMessageId?: string;
};

export interface MailLedger {
  /** True when it was new. */
  queue(message: LedgerMessage, at: Instant): Promise<boolean>;
  get(id: MailId): Promise<LedgerItem | undefined>;
  /** Moves on only from the expected status: whoever is second gets false. */
  move(id: MailId, from: MailStatus, to: MailStatus, at: Instant, sesMessageId?: string): Promise<boolean>;
  /** Mails that left, by kind: `digest`, `proposition`, `review`, `review/reminder`, … */
  sent(period: Days): Promise<Record<string, number>>;
}

/** Days of UTC (`2026-11-22`), both included; without one from the beginning, or to the end. */
export type Days = { readonly from?: string | undefined; readonly until?: string | undefined };

export type Role = 'admin' | 'manager' | 'marketing' | 'sales';

export type User = {
  readonly id: UserId;
  readonly name: string;
  readonly email: string;
  readonly role: Role;
  readonly managerId?: UserId;
  readonly region?: string;
  readonly locale: 'it' | 'en';
  readonly timeZone: string;
  readonly active: boolean;
  readonly version: number;
};

export interface UserStore {
  get(id: UserId): Promise<User | undefined>;
  findByEmail(email: string): Promise<User | undefined>;
  list(page: PageRequest): Promise<Page<User>>;
  /** `expected`: the version that was read, 0 for a new one. `taken`: the address belongs to another user. */
  save(user: User, expected: number): Promise<'saved' | 'conflict' | 'taken'>;
}

export type Source = {
  readonly id: SourceId;
  readonly name: string;
  readonly provider: string;
  readonly secret: string;
  readonly signingSecret?: string;
  readonly verifyToken?: string;
  readonly mapping?: Readonly<Record<string, string>>;
  readonly thankYouUrl?: string;
  readonly ownerId?: UserId;
  readonly locale?: 'it' | 'en';
  readonly active: boolean;
  readonly createdAt: Instant;
  readonly version: number;
};

export interface SourceStore {
  get(id: SourceId): Promise<Source | undefined>;
  list(page: PageRequest): Promise<Page<Source>>;
  save(source: Source, expected: number): Promise<'saved' | 'conflict'>;
  count(id: SourceId, what: string, day: string): Promise<void>;
  counts(id: SourceId): Promise<Record<string, number>>;
}

export interface PolicyStore {
  current(): Promise<VersionedPolicy>;
  get(version: number): Promise<VersionedPolicy | undefined>;
  versions(): Promise<{ version: number; at: Instant; by: string }[]>;
  /** `conflict`: somebody else wrote a version after the one that was read. */
  add(policy: Policy, expected: number, at: Instant, by: string): Promise<number | 'conflict'>;
}

export type Remembered = {
  readonly hash: string;
  readonly status: 'running' | 'done';
  readonly response?: { statusCode: number; headers: Record<string, string>; body: string };
};

/** Answers of writes by their Idempotency-Key, for a day. */
export interface IdempotencyStore {
  begin(key: string, hash: string, now: Instant): Promise<Remembered | undefined>;
  finish(key: string, hash: string, response: NonNullable<Remembered['response']>, now: Instant): Promise<void>;
  forget(key: string): Promise<void>;
}

export interface WorkflowStarter {
  /** Idempotent by name: an execution of that name that exists is success. */
  start(name: string, input: unknown): Promise<void>;
}

export interface WorkflowAnswerer {
  /** False when the token is no longer waited for. */
  answer(token: string): Promise<boolean>;
}

export interface Scheduler {
  /** Makes or moves the one schedule of this name. */
  at(name: string, at: Instant, target: 'due', input: unknown): Promise<void>;
  /** Every day at this hour in this zone. */
  daily(name: string, hour: number, timeZone: string, target: 'digest', input: unknown): Promise<void>;
  remove(name: string): Promise<void>;
}

/** `retryable` and `permanent`: nothing was sent. `unknown`: it may have been. */
export type SendResult =
  | { readonly kind: 'sent'; readonly messageId: string }
  | { readonly kind: 'retryable' | 'permanent' | 'unknown'; readonly code: string };

export type Letter = {
  readonly message: MailMessage;
  readonly locale: 'it' | 'en';
  readonly to: { readonly name: string; readonly address: string };
  readonly replyTo?: { readonly name: string; readonly address: string } | undefined;
  /** Takes the one-click POST of RFC 8058. */
  readonly unsubscribeUrl?: string | undefined;
  readonly tags: Readonly<Record<string, string>>;
};

export interface Mailer {
  send(letter: Letter): Promise<SendResult>;
}

import * as z from 'zod';
import { Action, Owner } from './action.ts';
import { Explanation, Reason } from './explanation.ts';
import { ActionId, CustomerId, LinkId, PersonId, UserId } from './ids.ts';
import { Missing, ReviewDecision, ReviewReason, StrategyRule } from './policy.ts';
import { Channel, CustomerClass, Level, Stage } from './relationship.ts';
import { Instant, TimeZone } from './time.ts';

export const Locale = z.enum(['it', 'en']);
export type Locale = z.infer<typeof Locale>;

export const Purpose = z.enum(['marketing', 'profiling', 'third-parties', 'privacy-notice', 'terms']);
export type Purpose = z.infer<typeof Purpose>;

/** The text that was shown, so that consent can be proved (GDPR article 7(1)): whole in the event, its beginning on the card. */
export const Consent = z.object({ granted: z.boolean(), at: Instant, text: z.string(), source: z.string() });
export type Consent = z.infer<typeof Consent>;

export const DmuRole = z.enum(['decider', 'influencer', 'process-owner', 'purchasing', 'user', 'assistant']);
export type DmuRole = z.infer<typeof DmuRole>;

/** A card has room for so many people; who comes after them is an interaction without a person of their own. */
export const mostPeople = 100;

export const Person = z.object({
  id: PersonId,
  name: z.string(),
  email: z.string().optional(),
  phone: z.string().optional(),
  /** Addresses from which the same person wrote later: they tell who it is, mail goes to `email`. */
  otherEmails: z.array(z.string()).optional(),
  otherPhones: z.array(z.string()).optional(),
  role: z.string().optional(),
  dmuRole: DmuRole.optional(),
  personalObjective: z.string().optional(),
  consents: z.partialRecord(Purpose, Consent),
  /** The address may not be written to: it bounced or its owner complained; `unsubscribed` closes it to marketing only. */
  suppressed: z.enum(['bounce', 'complaint', 'unsubscribed']).optional(),
});
export type Person = z.infer<typeof Person>;

export const Sales = z.object({
  won: z.int(),
  lost: z.int(),
  open: z.int(),
  wonMinor: z.int(),
  openMinor: z.int(),
  firstWonAt: Instant.optional(),
  lastWonAt: Instant.optional(),
  /** Wins by month (`2026-11`): how many, for how much. */
  months: z.record(z.string(), z.object({ count: z.int(), minor: z.int() })),
  /** Wins by product. */
  products: z.record(z.string(), z.int()),
  /** Open opportunities by product: the needs that were promoted and not decided yet. */
  openProducts: z.record(z.string(), z.int()),
});
export type Sales = z.infer<typeof Sales>;

export const Profile = z.object({
  customerType: z.string(),
  organisation: z.object({ sector: z.string().nullable(), size: z.string(), country: z.string() }),
  needs: z.array(z.string()),
  dmu: z.object({ covered: z.array(DmuRole), uncovered: z.array(DmuRole) }),
  competitors: z.array(z.string()),
  missing: z.array(Missing),
  explanation: Explanation,
});
export type Profile = z.infer<typeof Profile>;

export const Valuation = z.object({
  class: CustomerClass,
  level: Level,
  /** Margin of the window, minor units a year. */
  marginMinor: z.int(),
  potentialMinor: z.int(),
  worth: Explanation,
  closeness: Explanation,
});
export type Valuation = z.infer<typeof Valuation>;

export const Strategy = z.object({
  rule: StrategyRule,
  /** Needs to promote, best first. */
  promote: z.array(z.string()),
  plannedCostMinor: z.int(),
  mode: z.enum(['full', 'trimmed', 'people-only', 'self-service']),
  explanation: Explanation,
});
export type Strategy = z.infer<typeof Strategy>;

export const Proposition = z.object({
  organisation: z.object({ needs: z.array(z.string()), benefits: z.array(z.string()) }),
  people: z.array(z.object({ personId: PersonId, personalWin: z.string(), level: Level })),
  explanation: Explanation,
});
export type Proposition = z.infer<typeof Proposition>;

export const Review = z.object({
  reasons: z.array(ReviewReason).min(1),
  decisions: z.array(ReviewDecision).min(2).max(4),
  default: ReviewDecision,
  reviewerId: UserId,
  linkId: LinkId,
  requestedAt: Instant,
  dueAt: Instant,
  status: z.enum(['open', 'reminded', 'escalated']),
  evidence: z.array(Reason),
});
export type Review = z.infer<typeof Review>;

export const DataRequest = z.object({
  missing: z.array(Missing),
  recipientId: UserId,
  linkId: LinkId,
  dueAt: Instant,
  reminded: z.boolean(),
});
export type DataRequest = z.infer<typeof DataRequest>;

/** Something that came in and that the workflow has not taken in yet. */
export const Signal = z.object({
  kind: z.enum(['interaction', 'answer', 'click', 'complaint', 'bounce', 'unsubscribed', 'plan-changed']),
  at: Instant,
  personId: PersonId.optional(),
  channel: Channel.optional(),
  detail: z.string().optional(),
});
export type Signal = z.infer<typeof Signal>;

export const Cycle = z.object({
  /** 0 before the first one. */
  number: z.int().nonnegative(),
  startedAt: Instant,
  endsAt: Instant,
  nextAt: Instant,
  /** When delivery turns to feedback; known with the plan. */
  feedbackAt: Instant.optional(),
  contacts: z.int(),
  costMinor: z.int(),
  /** Reactions of the customer: answers, clicks, forms, outcomes of meetings. */
  responses: z.int(),
  salesAtStart: z.object({ won: z.int(), wonMinor: z.int() }),
});
export type Cycle = z.infer<typeof Cycle>;

/** One customer: what decisions are taken from. The timeline is its events. */
export const Customer = z.object({
  id: CustomerId,
  version: z.int().nonnegative(),
  status: z.enum(['active', 'dismissed']),
  stage: Stage,
  createdAt: Instant,
  name: z.string(),
  kind: z.enum(['company', 'person']),
  domain: z.string().optional(),
  sector: z.string().optional(),
  employees: z.int().optional(),
  /** The customer's own revenue a year, minor units. */
  revenueMinor: z.int().optional(),
  country: z.string(),
  locale: Locale,
  timeZone: TimeZone,
  parent: z.string().optional(),
  competitors: z.array(z.string()),
  origin: z.string(),
  ownerId: UserId.optional(),
  people: z.array(Person),
  sales: Sales,
  interactions: z.object({ count: z.int(), lastAt: Instant.optional() }),
  /** Instants of marketing messages, for the frequency cap, newest last; of each person only those that can still count. */
  contacted: z.array(z.object({ personId: PersonId, at: Instant })),
  cycle: Cycle.optional(),
  /** Cycles that came to their end since the customer was captured or reactivated; one that stalled was no effort. */
  completedCycles: z.int().nonnegative(),
  /** Cycles that stalled since the last one that came to its end. */
  stalls: z.int().positive().optional(),
  /** What the contacts of the last completed cycle cost, minor units. */
  effortMinor: z.int().nonnegative().optional(),
  profile: Profile.optional(),
  valuation: Valuation.optional(),
  strategy: Strategy.optional(),
  proposition: Proposition.optional(),
  dataRequest: DataRequest.optional(),
  review: Review.optional(),
  /** What the valuation before this one said. */
  previous: z.object({ class: CustomerClass, level: Level }).optional(),
  actions: z.array(Action),
  mailbox: z.array(Signal),
  satisfaction: z.object({ score: z.int(), at: Instant }).optional(),
  survey: z.object({ linkId: LinkId, personId: PersonId, actionId: ActionId, cycle: z.int() }).optional(),
  /** Learnt from the last cycle. */
  lesson: z.object({ response: z.number(), marginMinor: z.int(), explanation: Explanation }).optional(),
});
export type Customer = z.infer<typeof Customer>;

export const NextAction = z.object({
  id: z.string(),
  dueAt: Instant,
  owner: Owner,
  channel: z.string(),
  purpose: z.string(),
  why: Reason,
});
export type NextAction = z.infer<typeof NextAction>;

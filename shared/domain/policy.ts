import * as z from 'zod';
import { Calendar } from './calendar.ts';
import { Channel, CustomerClass, Level } from './relationship.ts';
import { Duration, durationSeconds } from './time.ts';

const minor = z.int().nonnegative();

const tenYears = durationSeconds('P10Y');
const Span = Duration.refine((span) => durationSeconds(span) <= tenYears, 'ten years at most');
/** What begins again after a span of nothing would begin again without end. */
const Interval = Span.refine((span) => durationSeconds(span) >= 60, 'a minute at least');

/** How many marketing messages to one person are remembered, and so the greatest frequency cap. */
export const rememberedContacts = 10;

/** What can be missing from a card. */
export const Missing = z.enum(['email', 'phone', 'contact-person', 'sector', 'size', 'decision-makers', 'consent']);
export type Missing = z.infer<typeof Missing>;

export const ReviewReason = z.enum([
  'dismissal',
  'plan-over-limit',
  'class-change',
  'first-plan-of-important-customer',
]);
export type ReviewReason = z.infer<typeof ReviewReason>;

export const ReviewDecision = z.enum([
  'dismiss',
  'self-service',
  'keep-serving',
  'approve',
  'trim-plan',
  'keep-class',
  'people-only',
]);
export type ReviewDecision = z.infer<typeof ReviewDecision>;

/**
 * What may be taken when nobody decides, the safest first: nothing that a manager would have had to want. Nobody is let go,
 * but where letting go is what the review is about; no money above the limit is spent.
 */
export const safeDefaults: Readonly<Record<ReviewReason, readonly [ReviewDecision, ...ReviewDecision[]]>> = {
  dismissal: ['self-service', 'keep-serving', 'dismiss'],
  'plan-over-limit': ['trim-plan', 'people-only'],
  'class-change': ['approve', 'keep-class', 'people-only'],
  'first-plan-of-important-customer': ['approve', 'trim-plan', 'people-only'],
};

const Defaults = z.record(ReviewReason, ReviewDecision).superRefine((defaults, issues) => {
  for (const kind of ReviewReason.options) {
    const wanted = defaults[kind];
    const safe = safeDefaults[kind];
    if (!wanted || safe.includes(wanted)) continue;
    const message = `"${wanted}" is no safe default when nobody decides a review for ${kind}; one of ${safe.join(', ')} is`;
    issues.addIssue({ code: 'custom', path: [kind], message });
  }
});

export const StrategyModel = z.enum([
  'acquire',
  'develop',
  'protect',
  'build-loyalty',
  'partner',
  'test-potential',
  'serve-efficiently',
  'dismiss',
]);
export type StrategyModel = z.infer<typeof StrategyModel>;

/** One cell of the table class x level: HOW MUCH (contacts, budget), HOW (model, target), with which channels. */
export const StrategyRule = z.strictObject({
  model: StrategyModel,
  /** The level that the strategy works towards. */
  target: Level,
  /** The most that the communication of one cycle may cost, minor units. */
  budgetMinor: minor,
  /** Channels of the cycle's contacts, in order; the plan spreads them over the cycle. */
  contacts: z.array(Channel),
});
export type StrategyRule = z.infer<typeof StrategyRule>;

/** Thresholds, rates, budgets, caps, calendars and review rules: data with a version, kept for ever. */
export const Policy = z.strictObject({
  currency: z.string().regex(/^[A-Z]{3}$/),
  /** Share of a sale that is margin, until an income analysis knows better. */
  marginRate: z.number().min(0).max(1),
  cycle: z.strictObject({
    /** From the start of a cycle to its feedback. */
    length: Span,
    /** From the start of a cycle to the start of the next. */
    cadence: Interval,
    /** How long before the end the survey goes out. */
    surveyBefore: Span,
    /** For so many cycles a survey's score weighs, unless a newer one comes. */
    scoreCycles: z.int().positive().max(100).default(2),
    /** After a stage that failed for good: when the process starts again. Doubled by every further failure in a row. */
    retryAfter: Interval,
    /** However often it failed: no later than this, unless `retryAfter` itself is longer. */
    retryAtMost: Interval.default('P32D'),
    /** From so many failures in a row on somebody is asked to look into it. */
    tellAfterStalls: z.int().positive().max(100).default(3),
  }),
  data: z.strictObject({ required: z.array(Missing), wait: Span, reminderWait: Span }),
  worth: z.strictObject({
    /** Sales of this span before the valuation count as the present year. */
    window: Span,
    /** Margin a year in minor units from which the class is possible. */
    platinumFrom: minor,
    goldFrom: minor,
    /** Loyal: at least this many purchases in the window, and the last one no longer ago than this. */
    loyalPurchases: z.int().positive(),
    loyalWithin: Span,
    /** Weight of the open opportunities' value in the potential. */
    openWeight: z.number().min(0).max(1),
    /** Expected margin a year of a customer that has not bought yet, minor units; halved by every cycle without a purchase. */
    prospectPotential: z.strictObject({ company: minor, person: minor }),
    /** Lead only below this potential, and only after so many completed cycles of effort. */
    leadBelow: minor,
    leadAfterCycles: z.int().positive(),
  }),
  ladder: z.strictObject({
    buyerPurchases: z.int().positive(),
    accountPurchases: z.int().positive(),
    accountProducts: z.int().positive(),
    partnerPurchases: z.int().positive(),
    partnerProducts: z.int().positive(),
    partnerTenure: Span,
  }),
  strategies: z.record(CustomerClass, z.record(Level, StrategyRule)),
  /** Expected cost of one contact, minor units. */
  contactCosts: z.record(Channel, minor),
  review: z.strictObject({
    /** Cost of a plan above which a manager has to agree, by class. */
    planLimit: z.record(CustomerClass, minor),
    importantClasses: z.array(CustomerClass),
    wait: Span,
    reminderWait: Span,
    escalationWait: Span,
    linkValidity: Span,
    /** What is taken when nobody decides. */
    defaults: Defaults,
  }),
  contact: z.strictObject({
    calendar: Calendar,
    /** Most marketing messages to one person in a sliding span; a customer remembers as many for each of its people. */
    cap: z.strictObject({ count: z.int().positive().max(rememberedContacts), per: Span }),
    /** Classes that get no marketing mail. */
    withheldClasses: z.array(CustomerClass),
    /** Days after which an answer that came in must have been answered by a person. */
    answerWithin: Span,
  }),
  digest: z.strictObject({ hour: z.int().min(0).max(23) }),
});
export type Policy = z.infer<typeof Policy>;

export type VersionedPolicy = Policy & { readonly version: number };

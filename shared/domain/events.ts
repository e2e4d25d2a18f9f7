import * as z from 'zod';
import { Action, Outcome } from './action.ts';
import {
  Consent,
  Customer,
  DataRequest,
  Person,
  Profile,
  Proposition,
  Purpose,
  Review,
  Signal,
  Strategy,
  Valuation,
} from './customer.ts';
import { Explanation, Reason } from './explanation.ts';
import { ActionId, LinkId, MailId, PersonId, UserId } from './ids.ts';
import { Missing, ReviewDecision } from './policy.ts';
import { Stage } from './relationship.ts';
import { Instant } from './time.ts';

/** Who brought it about: one of our users, the customer's person, the process itself. */
export const Actor = z.object({ kind: z.enum(['user', 'person', 'source', 'system']), id: z.string() });
export type Actor = z.infer<typeof Actor>;

export const process: Actor = { kind: 'system', id: 'process' };

export const OpportunityStage = z.enum(['prospecting', 'engaging', 'won', 'lost']);

export const Opportunity = z.object({
  id: z.string().min(1).max(100),
  product: z
    .string()
    .min(1)
    .max(200)
    .refine((name) => name !== '__proto__', 'a name that no record can hold'),
  stage: OpportunityStage,
  /** Minor units: what was sold, or what is expected while it is open. */
  amountMinor: z.int(),
  engagedAt: Instant.optional(),
  closedAt: Instant.optional(),
  ownerId: UserId.optional(),
});
export type Opportunity = z.infer<typeof Opportunity>;

const details = Customer.pick({
  name: true,
  kind: true,
  domain: true,
  sector: true,
  employees: true,
  revenueMinor: true,
  country: true,
  locale: true,
  timeZone: true,
  parent: true,
  competitors: true,
});
export const Details = details;
export type Details = z.infer<typeof Details>;

const event = <Type extends string, Shape extends z.ZodRawShape>(type: Type, shape: Shape) =>
  z.object({ type: z.literal(type), at: Instant, by: Actor, ...shape });

export const Message = z.object({
  mailId: MailId,
  template: z.enum(['data-request', 'review', 'review-closed', 'meeting-invite', 'proposition', 'survey', 'welcome']),
  /** Marketing mail is never repeated after a crash; a transactional one is when no event names it. */
  lane: z.enum(['marketing', 'transactional']),
  to: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('person'), id: PersonId }),
    z.object({ kind: z.literal('user'), id: UserId }),
  ]),
  linkId: LinkId.optional(),
  actionId: ActionId.optional(),
  /** The appointment that is called off: the card no longer has it when the mail is written. */
  calledOff: Action.optional(),
  variant: z.enum(['first', 'reminder', 'escalation', 'cancelled']).default('first'),
});
export type Message = z.infer<typeof Message>;

export const CustomerEvent = z.discriminatedUnion('type', [
  event('CustomerCaptured', { details, origin: z.string(), ownerId: UserId.optional(), people: z.array(Person) }),
  event('InteractionRecorded', {
    channel: z.string(),
    direction: z.enum(['in', 'out']),
    personId: PersonId.optional(),
    summary: z.string(),
    answers: z.record(z.string(), z.string()).optional(),
  }),
  event('PersonAdded', { person: Person }),
  event('PersonChanged', { personId: PersonId, changes: Person.omit({ id: true, consents: true }).partial() }),
  event('ConsentRecorded', { personId: PersonId, purpose: Purpose, consent: Consent }),
  event('AddressSuppressed', { personId: PersonId, reason: z.enum(['bounce', 'complaint', 'unsubscribed']) }),
  event('DetailsChanged', { changes: details.partial() }),
  event('OwnerAssigned', { ownerId: UserId }),
  event('OpportunityRecorded', { opportunity: Opportunity, before: Opportunity.optional() }),
  event('SignalReceived', { signal: Signal }),

  /** The first cycle will start on a date: more is about to be known of a customer that comes from another system. */
  event('FirstCycleDated', { startAt: Instant }),
  event('CycleStarted', { cycle: z.int(), endsAt: Instant, nextAt: Instant }),
  event('DataRequested', { request: DataRequest }),
  event('DataReminded', { dueAt: Instant }),
  event('DataClosed', { how: z.enum(['complete', 'answered', 'went-on']), missing: z.array(Missing) }),
  event('CustomerProfiled', { profile: Profile }),
  event('RelationshipValued', { valuation: Valuation }),
  event('StrategyChosen', { strategy: Strategy }),
  event('ReviewRequested', { review: Review }),
  event('ReviewReminded', { reviewerId: UserId, dueAt: Instant }),
  event('ReviewEscalated', { from: UserId, to: UserId, linkId: LinkId, dueAt: Instant }),
  event('ReviewDecided', {
    decision: ReviewDecision,
    how: z.enum(['decided', 'default']),
    reviewerId: UserId,
    comment: z.string().optional(),
    /** Why nobody did; a decision that was taken has its manager's comment. */
    why: Reason.optional(),
  }),
  event('PropositionMade', { proposition: Proposition }),
  event('PlanMade', {
    actions: z.array(Action),
    costMinor: z.int(),
    left: z.array(Reason),
    feedbackAt: Instant.optional(),
    explanation: Explanation,
  }),

  event('ActionPlanned', { action: Action }),
  event('ActionCompleted', { actionId: ActionId, outcome: Outcome, note: z.string().optional(), costMinor: z.int() }),
  event('ActionMoved', { actionId: ActionId, dueAt: Instant, why: Reason }),
  event('ActionReplaced', { actionId: ActionId, action: Action, why: Reason }),
  event('ActionFailed', { actionId: ActionId, why: Reason }),
  event('ActionLapsed', { actionId: ActionId, why: Reason }),
  event('ContactHeld', { actionId: ActionId, rule: z.string(), until: Instant.optional(), why: Reason }),
  event('SignalsTaken', { count: z.int().positive() }),

  event('MailQueued', { message: Message, verdict: Explanation.optional() }),
  event('MailSent', { mailId: MailId }),
  event('MailNotSent', { mailId: MailId, why: Reason }),
  event('MailReported', {
    mailId: MailId,
    what: z.enum(['delivered', 'bounced', 'complained', 'opened', 'clicked', 'rejected']),
  }),
  event('SurveyAnswered', { personId: PersonId, score: z.int().min(0).max(10), comment: z.string().optional() }),

  /** Delivery turns to feedback: the customer has been asked, or somebody asks; what comes in until then counts. */
  event('FeedbackOpened', { until: Instant }),
  event('FeedbackGathered', {
    responses: z.int(),
    marginMinor: z.int(),
    satisfaction: z.int().nullable(),
    progress: Reason,
  }),
  event('CycleLearned', { response: z.number(), marginMinor: z.int(), explanation: Explanation, nextAt: Instant }),
  event('CycleStalled', {
    stage: Stage.or(z.string()),
    error: z.string(),
    retryAt: Instant,
    /** Which one in a row this is. */
    inARow: z.int().positive().optional(),
  }),
  event('CustomerDismissed', { why: Reason }),
  event('CustomerReactivated', { why: Reason }),
]);
export type CustomerEvent = z.infer<typeof CustomerEvent>;
export type EventOf<Type extends CustomerEvent['type']> = Extract<CustomerEvent, { type: Type }>;

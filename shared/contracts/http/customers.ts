import * as z from 'zod';
import { contract } from '#contracts/contract.ts';
import { Consent, Customer, DataRequest, DmuRole, Locale, Purpose, Review } from '#domain/customer.ts';
import { Opportunity, OpportunityStage } from '#domain/events.ts';
import { PersonId, UserId } from '#domain/ids.ts';
import { Instant, TimeZone } from '#domain/time.ts';
import { CustomerPath, everyone, leaders, line, NextActionView, PageQuery, pageOf } from './common.ts';

const tag = 'Customers';

export const CustomerSummary = Customer.pick({
  id: true,
  name: true,
  kind: true,
  status: true,
  stage: true,
  createdAt: true,
}).extend({
  cycle: z.int().nullable(),
  class: z.string().nullable(),
  level: z.string(),
  owner: z.object({ id: z.string() }).nullable(),
  nextAction: NextActionView.nullable(),
});
export type CustomerSummary = z.infer<typeof CustomerSummary>;

export const TimelineEntry = z.object({
  at: z.string(),
  type: z.string(),
  version: z.int(),
  by: z.object({ kind: z.string(), id: z.string() }),
  /** What happened, in the words of the event. */
  data: z.record(z.string(), z.unknown()),
});
export type TimelineEntry = z.infer<typeof TimelineEntry>;

export const CustomerCard = Customer.omit({ actions: true, mailbox: true, contacted: true, cycle: true }).extend({
  cycle: z.int().nullable(),
  cycleDetails: Customer.shape.cycle,
  /** With its `linkId` for an admin only. */
  review: Review.partial({ linkId: true }).optional(),
  dataRequest: DataRequest.omit({ linkId: true }).optional(),
  survey: Customer.shape.survey.unwrap().omit({ linkId: true }).optional(),
  class: z.string().nullable(),
  level: z.string(),
  nextAction: NextActionView.nullable(),
  /** The whole path: the next action, the one after it, and so on. */
  path: z.array(NextActionView),
  opportunities: z.array(Opportunity),
  /** The newest entries; the rest is at /customers/{id}/timeline. */
  timeline: z.array(TimelineEntry),
  explanations: z.array(z.unknown()),
});

export const NewPerson = z.strictObject({
  name: line(300),
  email: z.email().max(254).optional(),
  phone: line(40).optional(),
  role: line(200).optional(),
  dmuRole: DmuRole.optional(),
  personalObjective: line(500).optional(),
});
export type NewPerson = z.infer<typeof NewPerson>;

const ConsentInput = z.strictObject({
  purpose: Purpose,
  granted: z.boolean(),
  text: z.string().trim().min(1).max(5000),
});

const details = {
  name: line(300),
  kind: z.enum(['company', 'person']),
  domain: line(253),
  sector: line(200),
  employees: z.int().nonnegative(),
  revenueMinor: z.int().nonnegative(),
  country: z.string().regex(/^[A-Z]{2}$/, 'an ISO 3166 code such as IT'),
  locale: Locale,
  timeZone: TimeZone,
  parent: line(300),
  competitors: z.array(line(200)).max(20),
};

export const NewCustomer = z.strictObject({
  name: details.name,
  kind: details.kind.default('company'),
  domain: details.domain.optional(),
  sector: details.sector.optional(),
  employees: details.employees.optional(),
  revenueMinor: details.revenueMinor.optional(),
  country: details.country.default('IT'),
  locale: details.locale.default('it'),
  timeZone: details.timeZone.default('Europe/Rome'),
  parent: details.parent.optional(),
  competitors: details.competitors.default([]),
  ownerId: UserId.optional(),
  person: NewPerson.optional(),
  consents: z.array(ConsentInput).max(10).default([]),
});

export const NewOpportunity = z.strictObject({
  id: line(100),
  product: line(200).pipe(Opportunity.shape.product),
  stage: OpportunityStage,
  amountMinor: z.int(),
  engagedAt: Instant.optional(),
  closedAt: Instant.optional(),
  ownerId: UserId.optional(),
});

export const listCustomers = contract({
  method: 'GET',
  path: '/customers',
  summary:
    'Customers in the order of their next action; by e-mail, phone or owner; or those without a next action, which are none.',
  tag,
  roles: everyone,
  query: PageQuery.extend({
    email: z.string().max(254).optional(),
    phone: z.string().max(40).optional(),
    owner: UserId.optional(),
    status: z.enum(['active', 'dismissed']).optional(),
    without: z.literal('next-action').optional(),
  }),
  status: 200,
  answer: pageOf(CustomerSummary),
});

export const createCustomer = contract({
  method: 'POST',
  path: '/customers',
  summary: 'A new customer; its first cycle starts at once.',
  tag,
  roles: everyone,
  body: NewCustomer,
  status: 201,
  answer: CustomerCard,
});

export const getCustomer = contract({
  method: 'GET',
  path: '/customers/{id}',
  summary: 'The card: everything that is known of the customer.',
  tag,
  roles: everyone,
  params: CustomerPath,
  status: 200,
  answer: CustomerCard,
});

export const changeCustomer = contract({
  method: 'PATCH',
  path: '/customers/{id}',
  summary: 'Changes what the customer is, or who works with it. If-Match guards against overwriting.',
  tag,
  roles: everyone,
  params: CustomerPath,
  body: z.strictObject(details).partial().extend({ ownerId: UserId.optional() }),
  status: 200,
  answer: CustomerCard,
});

export const getTimeline = contract({
  method: 'GET',
  path: '/customers/{id}/timeline',
  summary: 'Everything that happened, newest first.',
  tag,
  roles: everyone,
  params: CustomerPath,
  query: PageQuery,
  status: 200,
  answer: pageOf(TimelineEntry),
});

export const ExecutionView = z.object({
  status: z.enum(['running', 'waiting', 'resting', 'ended']),
  name: z.string().nullable(),
  cycle: z.int().nullable(),
  stage: z.string(),
  waitsFor: z
    .object({
      what: z.string(),
      since: z.string().nullable(),
      until: z.string().nullable(),
      wokenBy: z.array(z.string()),
    })
    .nullable(),
});

export const getExecution = contract({
  method: 'GET',
  path: '/customers/{id}/execution',
  summary: 'Where the process of the customer stands and what it waits for.',
  tag,
  roles: everyone,
  params: CustomerPath,
  status: 200,
  answer: ExecutionView,
});

export const addPerson = contract({
  method: 'POST',
  path: '/customers/{id}/people',
  summary: 'A contact of the customer, with the role in its decision making unit.',
  tag,
  roles: everyone,
  params: CustomerPath,
  body: NewPerson,
  status: 201,
  answer: CustomerCard,
});

export const recordConsent = contract({
  method: 'POST',
  path: '/customers/{id}/consents',
  summary: 'A consent given or withdrawn, with the text that was shown.',
  tag,
  roles: everyone,
  params: CustomerPath,
  body: ConsentInput.extend({ personId: PersonId, source: line(200) }),
  status: 201,
  answer: z.object({ consents: z.partialRecord(Purpose, Consent) }),
});

export const recordInteraction = contract({
  method: 'POST',
  path: '/customers/{id}/interactions',
  summary: 'A contact on any channel that somebody writes down.',
  tag,
  roles: everyone,
  params: CustomerPath,
  body: z.strictObject({
    channel: line(50),
    direction: z.enum(['in', 'out']),
    summary: z.string().trim().min(1).max(5000),
    personId: PersonId.optional(),
  }),
  status: 201,
  answer: CustomerCard,
});

export const recordOpportunity = contract({
  method: 'POST',
  path: '/customers/{id}/opportunities',
  summary: 'An opportunity, new or as it is now; the same content again changes nothing.',
  tag,
  roles: everyone,
  params: CustomerPath,
  body: NewOpportunity,
  status: 201,
  answer: Opportunity,
});

const WithNote = z.strictObject({ note: z.string().trim().min(1).max(2000) });

export const dismissCustomer = contract({
  method: 'POST',
  path: '/customers/{id}/dismissal',
  summary: 'Ends the relationship with courtesy.',
  tag,
  roles: leaders,
  params: CustomerPath,
  body: WithNote,
  status: 200,
  answer: CustomerCard,
});

export const reactivateCustomer = contract({
  method: 'POST',
  path: '/customers/{id}/reactivation',
  summary: 'Takes a dismissed customer up again with a new cycle.',
  tag,
  roles: leaders,
  params: CustomerPath,
  body: WithNote,
  status: 200,
  answer: CustomerCard,
});

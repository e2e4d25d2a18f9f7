import { z } from 'zod';

/** What a program outside reads of the product's answers: only what it needs, checked as it comes in. */
const NextAction = z.object({
  id: z.string(),
  dueAt: z.string(),
  owner: z.object({ kind: z.string(), id: z.string().optional() }),
  channel: z.string(),
  purpose: z.string(),
  why: z.string(),
});
export type NextAction = z.infer<typeof NextAction>;

const Event = z.object({
  at: z.string(),
  type: z.string(),
  version: z.number(),
  by: z.object({ kind: z.string(), id: z.string() }),
  data: z.record(z.string(), z.unknown()),
});
export type Event = z.infer<typeof Event>;

export const Summary = z.object({
  id: z.string(),
  name: z.string(),
  status: z.string(),
  stage: z.string(),
  cycle: z.number().nullable(),
  class: z.string().nullable(),
  level: z.string(),
  nextAction: NextAction.nullable(),
});
export const SummaryPage = z.object({ items: z.array(Summary), cursor: z.string().optional() });

const Consent = z.object({ granted: z.boolean(), at: z.string(), text: z.string(), source: z.string() });

export const Person = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string().optional(),
  phone: z.string().optional(),
  suppressed: z.string().optional(),
  consents: z.record(z.string(), Consent),
});

export const Explanation = z.object({
  decision: z.string(),
  rule: z.string(),
  policyVersion: z.number(),
  outcome: z.string(),
  facts: z.array(z.object({ name: z.string(), value: z.unknown() })),
});

export const Card = Summary.extend({
  version: z.number(),
  kind: z.string(),
  ownerId: z.string().optional(),
  origin: z.string(),
  interactions: z.object({ count: z.number() }),
  people: z.array(Person),
  path: z.array(NextAction),
  timeline: z.array(Event),
  explanations: z.array(Explanation),
  satisfaction: z.object({ score: z.number() }).optional(),
  cycleDetails: z.object({ startedAt: z.string(), endsAt: z.string(), nextAt: z.string() }).optional(),
});
export type Card = z.infer<typeof Card>;

export const TimelinePage = z.object({ items: z.array(Event), cursor: z.string().optional() });

export const Execution = z.object({
  status: z.string(),
  name: z.string().nullable(),
  cycle: z.number().nullable(),
  stage: z.string(),
  waitsFor: z.object({ what: z.string(), until: z.string().nullable() }).nullable(),
});

const MailItem = z.object({
  id: z.string(),
  to: z.string(),
  from: z.string(),
  subject: z.string(),
  at: z.string(),
  links: z.array(z.string()),
});
export type MailItem = z.infer<typeof MailItem>;
export const MailPage = z.object({ items: z.array(MailItem), cursor: z.string().optional() });

export const Mail = MailItem.extend({
  headers: z.array(z.object({ name: z.string(), value: z.string() })),
  text: z.string().default(''),
  html: z.string().default(''),
  attachments: z.array(z.object({ mimeType: z.string(), method: z.string().optional(), text: z.string().optional() })),
  tags: z.record(z.string(), z.array(z.string())),
});

export const Source = z.object({
  id: z.string(),
  url: z.string(),
  active: z.boolean(),
  counts: z.record(z.string(), z.number()).default({}),
});
export type Source = z.infer<typeof Source>;

export const Problem = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  detail: z.string().min(10),
  code: z.string(),
  fields: z.record(z.string(), z.string()).optional(),
});

export const Clock = z.object({ now: z.string() });
export const Identified = z.object({ id: z.string() });

export const Actions = z.object({
  items: z.array(z.object({ id: z.string(), customerId: z.string(), purpose: z.string(), dueAt: z.string() })),
});

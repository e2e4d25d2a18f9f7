import type { Capture, Contact } from '#domain/commands/capture.ts';
import type { Customer, Sales } from '#domain/customer.ts';
import type { Command } from '#domain/decide.ts';
import type { Details } from '#domain/events.ts';
import { LinkId, PersonId, UserId } from '#domain/ids.ts';
import { noSales } from '#domain/sales.ts';
import { addDuration } from '#domain/time.ts';
import { having, monday, type Situation } from './given.ts';

export const anna = PersonId.parse('p1');
export const owner = UserId.parse('olga');
export const manager = UserId.parse('marco');
export const director = UserId.parse('dora');
export const link = (name = 'link'): LinkId => LinkId.parse(name);

export const details: Details = {
  name: 'Acme Srl',
  kind: 'company',
  domain: 'acme.example',
  sector: 'manufacturing',
  employees: 40,
  country: 'IT',
  locale: 'it',
  timeZone: 'Europe/Rome',
  competitors: [],
};

export const consented = { purpose: 'marketing', granted: true, text: 'I agree to receive offers.' } as const;

export const contact: Contact = {
  person: { name: 'Anna Rossi', email: 'anna@acme.example', phone: '+390212345678' },
  consents: [consented],
  origin: 'form',
  summary: 'Asks for a quote.',
};

/** Somebody who can't be written to: calls take the place of mails, which costs more. */
export const phoneOnly = { people: [{ id: anna, name: 'Anna Rossi', phone: '+390212345678', consents: {} }] };

export const capture: Capture = { type: 'capture', details, ownerId: owner, contact };

/** A company with a person who consented, an owner, nothing bought yet; in the acquisition of its first cycle. */
export function newcomer(changes: Partial<Customer> = {}, situation: Situation = {}): Customer {
  return { ...having(undefined, capture, situation), ...changes };
}

/** Somebody of whom nothing is known but the name of a company. */
export function stranger(changes: Partial<Customer> = {}): Customer {
  const { sector: _, employees: __, ...bare } = details;
  const { ownerId: ___, ...unowned } = having(undefined, {
    type: 'capture',
    details: bare,
    contact: { consents: [], origin: 'import', summary: 'Row 7' },
  });
  return { ...unowned, ...changes };
}

export const steps = {
  acquire: (cycle = 1): Command => ({ type: 'acquire-data', cycle, recipientId: owner, linkId: link('data') }),
  profile: (cycle = 1): Command => ({ type: 'profile-customer', cycle }),
  value: (cycle = 1): Command => ({ type: 'value-relationship', cycle }),
  strategy: (cycle = 1): Command => ({ type: 'choose-strategy', cycle, reviewerId: manager, linkId: link('review') }),
  propose: (cycle = 1): Command => ({ type: 'make-proposition', cycle }),
  plan: (cycle = 1): Command => ({ type: 'plan-communication', cycle, ownerId: owner }),
  act: (cycle = 1): Command => ({ type: 'act', cycle, linkId: link('mail'), ownerId: owner }),
  feedback: (cycle = 1): Command => ({ type: 'gather-feedback', cycle }),
  stall: (cycle = 1): Command => ({
    type: 'stall',
    cycle,
    stage: 'PlanCommunication',
    error: 'States.Timeout',
    ownerId: owner,
  }),
  learn: (cycle = 1): Command => ({ type: 'learn', cycle }),
  default: (cycle = 1): Command => ({ type: 'take-default', cycle }),
} as const;

const stages = ['profiling', 'valuation', 'strategy', 'proposition', 'planning', 'delivery'] as const;
const towards: Record<(typeof stages)[number], (cycle: number) => Command> = {
  profiling: steps.acquire,
  valuation: steps.profile,
  strategy: steps.value,
  proposition: steps.strategy,
  planning: steps.propose,
  delivery: steps.plan,
};

/** Takes a customer through the process up to a stage; a review on the way is left to the policy's default. */
export function until(stage: (typeof stages)[number], customer: Customer, situation: Situation = {}): Customer {
  const cycle = customer.cycle?.number ?? 1;
  let state = customer;
  for (const next of stages) {
    state = having(state, towards[next](cycle), situation);
    if (next === 'profiling' && state.stage === 'acquisition') continue;
    if (state.stage === 'review') state = having(state, steps.default(cycle), situation);
    if (next === stage) return state;
  }
  return state;
}

/** Stands in delivery with its plan before it. */
export function inDelivery(changes: Partial<Customer> = {}, situation: Situation = {}): Customer {
  return until('delivery', newcomer(changes), situation);
}

/** Has been asked how it went; the rest of the plan goes on. */
export function inFeedback(customer = inDelivery()): Customer {
  return having(customer, steps.act(), { now: customer.cycle?.feedbackAt ?? monday });
}

/** Waits for its manager. */
export function inReview(changes: Partial<Customer> = {}, situation: Situation = {}): Customer {
  return having(until('strategy', newcomer(changes), situation), steps.strategy(), situation);
}

/** Between two cycles. */
export function resting(customer = inDelivery()): Customer {
  const cycle = customer.cycle?.number ?? 1;
  const now = customer.cycle?.endsAt ?? monday;
  return having(having(customer, steps.feedback(cycle), { now }), steps.learn(cycle), { now });
}

export function dismissed(customer = inDelivery()): Customer {
  return having(customer, { type: 'dismiss', note: 'closed down' });
}

/** So many purchases of so many products, each month one, the last one a day ago. */
export function sold(purchases: number, totalMinor: number, products = 1, now = monday): Sales {
  const lastWonAt = addDuration(now, 'P1D', -1);
  return {
    ...noSales,
    won: purchases,
    wonMinor: totalMinor,
    firstWonAt: addDuration(now, 'P2Y', -1),
    lastWonAt,
    months: { [lastWonAt.slice(0, 7)]: { count: purchases, minor: totalMinor } },
    products: Object.fromEntries(Array.from({ length: products }, (_, index) => [`product-${index + 1}`, purchases])),
  };
}

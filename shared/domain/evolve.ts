import type { Action } from './action.ts';
import type { Consent, Customer, Person } from './customer.ts';
import type { CustomerEvent, EventOf } from './events.ts';
import { evolveAction } from './evolve-action.ts';
import { evolveProcess } from './evolve-process.ts';
import { evolveResponse } from './evolve-response.ts';
import type { CustomerId, PersonId, UserId } from './ids.ts';
import { merge } from './merge.ts';
import { addSale, noSales } from './sales.ts';

/** The state after an event; `undefined` before the first one. The only way in which a customer changes. */
export function evolve(state: Customer | undefined, event: CustomerEvent, id: CustomerId): Customer {
  if (event.type === 'CustomerCaptured') return captured(event, id);
  if (!state) throw new Error(`The log of ${id} starts with ${event.type}; it must start with CustomerCaptured.`);
  const next = evolveRelation(state, event) ?? evolveProcess(state, event) ?? evolveAction(state, event) ?? state;
  return evolveResponse(next, event);
}

/** The fold over a log; each commit of the log counts one version. */
export function replay(commits: readonly (readonly CustomerEvent[])[], id: CustomerId): Customer | undefined {
  return commits.reduce<Customer | undefined>((state, events) => commit(state, events, id), undefined);
}

export function commit(
  state: Customer | undefined,
  events: readonly CustomerEvent[],
  id: CustomerId,
): Customer | undefined {
  const next = events.reduce<Customer | undefined>((current, event) => evolve(current, event, id), state);
  return next && { ...next, version: (state?.version ?? 0) + 1 };
}

function captured(event: EventOf<'CustomerCaptured'>, id: CustomerId): Customer {
  const { details, origin, ownerId, people, at } = event;
  return {
    ...details,
    id,
    version: 0,
    status: 'active',
    stage: 'acquisition',
    createdAt: at,
    origin,
    people: people.map(brief),
    sales: noSales,
    interactions: { count: 0 },
    contacted: [],
    completedCycles: 0,
    actions: [],
    mailbox: [],
    ...(ownerId && { ownerId }),
  };
}

/** Who the customer is and what passed between us. */
function evolveRelation(state: Customer, event: CustomerEvent): Customer | undefined {
  switch (event.type) {
    case 'InteractionRecorded':
      return { ...state, interactions: { count: state.interactions.count + 1, lastAt: event.at } };
    case 'PersonAdded':
      return { ...state, people: [...state.people, brief(event.person)] };
    case 'PersonChanged':
      return changePerson(state, event.personId, (person) => reachableAgain(person, merge(person, event.changes)));
    case 'ConsentRecorded':
      return changePerson(state, event.personId, (person) => consented(person, event));
    case 'AddressSuppressed':
      return changePerson(state, event.personId, (person) => ({ ...person, suppressed: event.reason }));
    case 'DetailsChanged':
      return merge(state, event.changes);
    case 'OwnerAssigned':
      return {
        ...state,
        ownerId: event.ownerId,
        actions: state.actions.map((action) => handOver(action, state, event.ownerId)),
      };
    case 'OpportunityRecorded':
      return { ...state, sales: addSale(state.sales, event.opportunity, event.before) };
    case 'SignalReceived':
      return { ...state, mailbox: [...state.mailbox, event.signal] };
    case 'SignalsTaken':
      return { ...state, mailbox: state.mailbox.slice(event.count) };
    case 'SurveyAnswered': {
      const { survey: _answered, ...rest } = state;
      return { ...rest, satisfaction: { score: event.score, at: event.at } };
    }
    default:
      return undefined;
  }
}

/** What the old owner had open; without one, what stood-in people had. Work given to somebody else by name stays theirs. */
function handOver(action: Action, { ownerId }: Pick<Customer, 'ownerId'>, to: UserId): Action {
  const theirs = action.owner.kind === 'user' && (ownerId === undefined || action.owner.id === ownerId);
  return theirs ? { ...action, owner: { kind: 'user', id: to } } : action;
}

/** As much of a consent's text as a card needs; the proof is the event, which keeps all of it. */
const shown = 500;

function briefText(consent: Consent): Consent {
  return consent.text.length > shown ? { ...consent, text: `${consent.text.slice(0, shown)}…` } : consent;
}

function brief(person: Person): Person {
  const consents = Object.entries(person.consents).map(([purpose, consent]) => [
    purpose,
    consent && briefText(consent),
  ]);
  return { ...person, consents: Object.fromEntries(consents) };
}

/** A bounce closes an address, not a person: with another address mail is possible again. */
function reachableAgain(before: Person, after: Person): Person {
  if (before.email === after.email || before.suppressed !== 'bounce') return after;
  const { suppressed: _, ...open } = after;
  return open;
}

/** Who agrees to marketing again takes back that they unsubscribed; a bounce or a complaint is not theirs to take back here. */
function consented(person: Person, { purpose, consent }: EventOf<'ConsentRecorded'>): Person {
  const { suppressed, ...open } = person;
  const again = purpose === 'marketing' && consent.granted && suppressed === 'unsubscribed';
  return { ...(again ? open : person), consents: { ...person.consents, [purpose]: briefText(consent) } };
}

function changePerson(
  state: Customer,
  id: PersonId,
  change: (person: Customer['people'][number]) => Customer['people'][number],
) {
  return { ...state, people: state.people.map((person) => (person.id === id ? change(person) : person)) };
}

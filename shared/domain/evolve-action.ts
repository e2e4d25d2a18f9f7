import type { Action } from './action.ts';
import type { Customer } from './customer.ts';
import type { CustomerEvent, EventOf } from './events.ts';
import { rememberedContacts } from './policy.ts';

/** The open actions and what was delivered of them. */
export function evolveAction(state: Customer, event: CustomerEvent): Customer | undefined {
  switch (event.type) {
    case 'ActionPlanned':
      return { ...state, actions: [...state.actions, event.action] };
    case 'ActionCompleted':
      return spent(close(state, event.actionId), event.costMinor);
    case 'ActionMoved':
      return change(state, event.actionId, (action) => ({ ...action, dueAt: event.dueAt, moved: action.moved + 1 }));
    case 'ActionReplaced':
      return { ...close(state, event.actionId), actions: [...close(state, event.actionId).actions, event.action] };
    case 'ActionFailed':
    case 'ActionLapsed':
      return close(state, event.actionId);
    case 'ContactHeld':
      return event.until
        ? change(state, event.actionId, (action) => ({ ...action, dueAt: event.until ?? action.dueAt }))
        : close(state, event.actionId);
    case 'MailQueued':
      return queued(state, event);
    default:
      return undefined;
  }
}

function queued(state: Customer, { message, at }: EventOf<'MailQueued'>): Customer {
  const withSurvey = surveyed(state, message);
  if (message.lane !== 'marketing' || message.to.kind !== 'person') return withSurvey;
  return { ...withSurvey, contacted: remember(state.contacted, { personId: message.to.id, at }) };
}

/** Per person, so that a colleague who is written to often doesn't push out what counts for another. */
function remember(contacted: Customer['contacted'], latest: Customer['contacted'][number]): Customer['contacted'] {
  const same = contacted.filter((one) => one.personId === latest.personId);
  const forgotten = same.slice(0, Math.max(0, same.length + 1 - rememberedContacts));
  return [...contacted.filter((one) => !forgotten.includes(one)), latest];
}

function surveyed(state: Customer, message: EventOf<'MailQueued'>['message']): Customer {
  const { template, linkId, to, actionId } = message;
  if (template !== 'survey' || !linkId || !actionId || to.kind !== 'person' || !state.cycle) return state;
  return { ...state, survey: { linkId, personId: to.id, actionId, cycle: state.cycle.number } };
}

function close(state: Customer, id: string): Customer {
  return { ...state, actions: state.actions.filter((action) => action.id !== id) };
}

function change(state: Customer, id: string, update: (action: Action) => Action): Customer {
  return { ...state, actions: state.actions.map((action) => (action.id === id ? update(action) : action)) };
}

function spent(state: Customer, costMinor: number): Customer {
  if (!state.cycle) return state;
  return {
    ...state,
    cycle: { ...state.cycle, contacts: state.cycle.contacts + 1, costMinor: state.cycle.costMinor + costMinor },
  };
}

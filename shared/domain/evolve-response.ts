import type { Customer } from './customer.ts';
import type { CustomerEvent } from './events.ts';

/** Outcomes of a contact that show a reaction of the customer. */
const reactions = ['answered', 'interested', 'not-interested', 'bought'];

/** Did the customer react? Counted once per event, on top of what the event changes. */
export function evolveResponse(state: Customer, event: CustomerEvent): Customer {
  return state.cycle && isResponse(event)
    ? { ...state, cycle: { ...state.cycle, responses: state.cycle.responses + 1 } }
    : state;
}

function isResponse(event: CustomerEvent): boolean {
  switch (event.type) {
    case 'InteractionRecorded':
      return event.direction === 'in';
    case 'ActionCompleted':
      return reactions.includes(event.outcome);
    // The button of our own page; the links of a mail are followed by scanners too.
    case 'SignalReceived':
      return event.signal.kind === 'click';
    case 'SurveyAnswered':
      return true;
    default:
      return false;
  }
}

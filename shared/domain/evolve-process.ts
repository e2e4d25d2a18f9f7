import type { Customer } from './customer.ts';
import type { CustomerEvent, EventOf } from './events.ts';

type Optional = 'dataRequest' | 'review' | 'stalls';

/** Where the customer stands in the process. */
export function evolveProcess(state: Customer, event: CustomerEvent): Customer | undefined {
  switch (event.type) {
    case 'CycleStarted':
      return {
        ...without(state, 'review', 'dataRequest'),
        stage: 'acquisition',
        cycle: newCycle(state, event),
      };
    case 'FirstCycleDated':
      return { ...state, stage: 'resting', cycle: noCycle(event.at, event.startAt) };
    case 'DataRequested':
      return { ...state, dataRequest: event.request };
    case 'DataReminded':
      return state.dataRequest
        ? { ...state, dataRequest: { ...state.dataRequest, reminded: true, dueAt: event.dueAt } }
        : state;
    case 'DataClosed':
      return { ...without(state, 'dataRequest'), stage: state.stage === 'acquisition' ? 'profiling' : state.stage };
    case 'CustomerProfiled':
      return { ...state, stage: 'valuation', profile: event.profile };
    case 'RelationshipValued':
      return {
        ...state,
        stage: 'strategy',
        valuation: event.valuation,
        ...(state.valuation && { previous: { class: state.valuation.class, level: state.valuation.level } }),
      };
    case 'StrategyChosen':
      return { ...state, stage: 'proposition', strategy: event.strategy };
    case 'ReviewRequested':
      return { ...state, stage: 'review', review: event.review };
    case 'ReviewReminded':
      return state.review ? { ...state, review: { ...state.review, status: 'reminded', dueAt: event.dueAt } } : state;
    case 'ReviewEscalated':
      return state.review
        ? {
            ...state,
            review: {
              ...state.review,
              status: 'escalated',
              reviewerId: event.to,
              linkId: event.linkId,
              dueAt: event.dueAt,
            },
          }
        : state;
    case 'ReviewDecided':
      return { ...without(state, 'review'), stage: 'proposition' };
    case 'PropositionMade':
      return { ...state, stage: 'planning', proposition: event.proposition };
    case 'PlanMade':
      return planned(state, event);
    case 'FeedbackOpened':
      return { ...state, stage: 'feedback' };
    case 'FeedbackGathered':
      return { ...state, stage: 'learning' };
    case 'CycleLearned':
      return {
        ...without(state, 'stalls'),
        stage: 'resting',
        lesson: { response: event.response, marginMinor: event.marginMinor, explanation: event.explanation },
        effortMinor: state.cycle?.costMinor ?? 0,
        completedCycles: state.completedCycles + 1,
        ...(state.cycle && { cycle: { ...state.cycle, nextAt: event.nextAt } }),
      };
    case 'CycleStalled':
      return {
        ...without(state, 'review', 'dataRequest'),
        stage: 'resting',
        stalls: (state.stalls ?? 0) + 1,
        ...(state.cycle && { cycle: { ...state.cycle, nextAt: event.retryAt } }),
      };
    case 'CustomerDismissed':
      return {
        ...without(state, 'review', 'dataRequest'),
        status: 'dismissed',
        stage: 'dismissed',
        actions: [],
        mailbox: [],
      };
    case 'CustomerReactivated':
      return { ...without(state, 'stalls'), status: 'active', stage: 'acquisition', completedCycles: 0 };
    default:
      return undefined;
  }
}

function noCycle(at: string, startAt: string): NonNullable<Customer['cycle']> {
  const nothing = { contacts: 0, costMinor: 0, salesAtStart: { won: 0, wonMinor: 0 }, responses: 0 };
  return { number: 0, startedAt: at, endsAt: startAt, nextAt: startAt, ...nothing };
}

function newCycle(state: Customer, event: EventOf<'CycleStarted'>): NonNullable<Customer['cycle']> {
  return {
    number: event.cycle,
    startedAt: event.at,
    endsAt: event.endsAt,
    nextAt: event.nextAt,
    contacts: 0,
    costMinor: 0,
    salesAtStart: { won: state.sales.won, wonMinor: state.sales.wonMinor },
    responses: 0,
  };
}

function planned(state: Customer, { actions, feedbackAt }: EventOf<'PlanMade'>): Customer {
  return {
    ...state,
    stage: 'delivery',
    actions: [...state.actions, ...actions],
    ...(state.cycle && feedbackAt && { cycle: { ...state.cycle, feedbackAt } }),
  };
}

function without(state: Customer, ...keys: Optional[]): Customer {
  const copy = { ...state };
  for (const key of keys) delete copy[key];
  return copy;
}

import { z } from 'zod';
import { detailsField, type HistoryEvent } from '#local/states/history-event.ts';
import { executionAt } from './executions.ts';
import { operation, seconds } from './operation.ts';
import { fromToken, Paging, pageSize, toToken } from './paging.ts';

const History = z.object({
  executionArn: z.string(),
  reverseOrder: z.boolean().optional(),
  includeExecutionData: z.boolean().optional(),
  ...Paging,
});

const DATA = ['input', 'output', 'parameters', 'inputDetails', 'outputDetails', 'assignedVariables'];

export const getExecutionHistory = operation(History, ({ ledger, ...service }, input) => {
  const { id, execution } = executionAt({ ledger, ...service }, input.executionArn);
  const { reverseOrder = false, includeExecutionData = true } = input;
  const [from = reverseOrder ? execution.events : 1] = fromToken(input.nextToken, z.tuple([z.number()])) ?? [];
  const size = pageSize(input.maxResults);
  const events: HistoryEvent[] = [];
  for (const event of reverseOrder
    ? backwards(ledger.executions.eventsBackwards(id))
    : flat(ledger.executions.events(id, from))) {
    if (reverseOrder ? event.id <= from : event.id >= from) events.push(event);
    if (events.length > size) break;
  }
  const next = events[size];
  return {
    events: events.slice(0, size).map((event) => shown(event, includeExecutionData)),
    ...(next && { nextToken: toToken([next.id]) }),
  };
});

function* flat(bundles: Iterable<readonly HistoryEvent[]>): Generator<HistoryEvent> {
  for (const bundle of bundles) yield* bundle;
}

function* backwards(bundles: Iterable<readonly HistoryEvent[]>): Generator<HistoryEvent> {
  for (const bundle of bundles) yield* bundle.toReversed();
}

function shown({ id, previous, at, type, details }: HistoryEvent, withData: boolean) {
  const kept = Object.entries(details ?? {}).filter(([key]) => withData || !DATA.includes(key));
  return {
    id,
    previousEventId: previous,
    timestamp: seconds(at),
    type,
    ...(details && { [detailsField(type)]: Object.fromEntries(kept) }),
  };
}

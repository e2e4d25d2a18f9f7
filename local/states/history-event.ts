import type { Json } from './json.ts';

/** One entry of an execution's history, with AWS's event types and details; `at` is epoch milliseconds. */
export type HistoryEvent = {
  id: number;
  previous: number;
  at: number;
  type: string;
  details?: { readonly [key: string]: Json };
};

/** Name of the field that holds the details of an event type in the answer of GetExecutionHistory. */
export const detailsField = (type: string): string => {
  if (type.endsWith('StateEntered')) return 'stateEnteredEventDetails';
  if (type.endsWith('StateExited')) return 'stateExitedEventDetails';
  return `${type.charAt(0).toLowerCase()}${type.slice(1)}EventDetails`;
};

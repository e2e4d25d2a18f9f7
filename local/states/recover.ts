import { outstanding } from './due.ts';
import type { Effect, Execution } from './execution.ts';
import type { Ledger } from './ledger.ts';

const PAGE = 500;

/** What an earlier process left unfinished, and nobody else will do again. */
type Unfinished = { requests: [execution: Execution, effect: Effect][]; orphans: string[] };

/**
 * Finds what was in flight, and the executions whose parent has closed without them.
 * Executions that only wait are not touched, so this takes as long as there was work, not as there are customers.
 */
export function findUnfinished({ executions }: Ledger): Unfinished {
  const requests: Unfinished['requests'] = [];
  for (let page = executions.inFlight(0, PAGE); page.length > 0; ) {
    for (const { arn } of page) {
      const execution = executions.find(arn)?.execution;
      if (execution !== undefined) for (const effect of outstanding(execution)) requests.push([execution, effect]);
    }
    page = executions.inFlight(page.at(-1)?.id ?? Number.MAX_SAFE_INTEGER, PAGE);
  }
  return { requests, orphans: executions.orphans() };
}

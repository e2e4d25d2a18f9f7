/** A failure of a state by its error name; Retry and Catch look at it, and what nobody handles fails the execution. */
export class StateFailure extends Error {
  readonly error: string | undefined;
  readonly told: string | undefined;
  constructor(error: string | undefined, cause: string | undefined) {
    super(cause);
    this.error = error;
    this.told = cause;
  }
}

/** A failure inside the state itself; its cause is told together with the state's name and entry. */
export class StateFault extends StateFailure {}

/** A fault of an expression or of the value that it gave; `field` is where in the state it stands. */
export class QueryFault extends StateFault {
  readonly field: string;
  constructor(field: string, message: string) {
    super('States.QueryEvaluationError', message);
    this.field = field;
  }
}

/** The history is full: nothing can be recorded any more but the end. */
export class HistoryFull extends Error {}

const UNTOUCHABLE: readonly (string | undefined)[] = ['States.DataLimitExceeded', 'States.Runtime'];
const TIMEOUTS: readonly (string | undefined)[] = ['States.Timeout', 'States.HeartbeatTimeout'];

/** Whether a Retry or Catch rule with these names takes the error. */
export function handles(names: readonly string[], error: string | undefined): boolean {
  if (error !== undefined && names.includes(error)) return true;
  if (UNTOUCHABLE.includes(error)) return false;
  if (names.includes('States.ALL')) return true;
  if (TIMEOUTS.includes(error)) return names.includes('States.Timeout');
  return names.includes('States.TaskFailed');
}

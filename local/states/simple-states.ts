import type { Choice, Fail, Wait } from './definition.ts';
import type { Thread } from './execution.ts';
import { QueryFault, StateFailure, StateFault } from './failure.ts';
import { leave } from './flow.ts';
import { instantOf } from './instant.ts';
import type { Json } from './json.ts';
import { scopeOf } from './scope.ts';
import { setPhase, type Turn } from './turn.ts';

const isBoolean = (value: Json): value is boolean => typeof value === 'boolean';
const isString = (value: Json): value is string => typeof value === 'string';

export async function choose(turn: Turn, thread: Thread, state: Choice): Promise<void> {
  const scope = scopeOf(turn, thread);
  for (const [index, rule] of state.Choices.entries()) {
    const field = `Choices[${index}]/`;
    if (await scope.typed(rule.Condition, `${field}Condition`, 'boolean', isBoolean))
      return leave(turn, thread, state.Type, rule, thread.input, {}, field);
  }
  if (state.Default === undefined)
    throw new StateFault('States.NoChoiceMatched', `No rule of the Choice is true and it has no Default.`);
  return leave(turn, thread, state.Type, { ...state, Next: state.Default }, thread.input, {});
}

export async function wait(turn: Turn, thread: Thread, state: Wait): Promise<void> {
  const scope = scopeOf(turn, thread);
  if (state.Timestamp !== undefined) {
    const text = await scope.typed(state.Timestamp, 'Timestamp', 'string', isString);
    return setPhase(turn, thread, { is: 'waiting', until: momentOf(text) });
  }
  const seconds = await scope.number(state.Seconds ?? 0, 'Seconds');
  if (!(seconds >= 0 && seconds <= 99_999_999))
    throw new QueryFault('Seconds', `The Seconds field must be from 0 to 99999999 but was: ${seconds}`);
  return setPhase(turn, thread, { is: 'waiting', until: turn.now + Math.floor(seconds) * 1000 });
}

function momentOf(text: string): number {
  const instant = instantOf(text);
  if (instant !== undefined) return instant;
  throw new QueryFault(
    'Timestamp',
    `The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: ${text}`,
  );
}

export async function failOnPurpose(turn: Turn, thread: Thread, state: Fail): Promise<never> {
  const scope = scopeOf(turn, thread);
  const asked = async (field: 'Error' | 'Cause') => {
    const value = state[field];
    return value === undefined ? undefined : await scope.typed(value, field, 'string', isString);
  };
  throw new StateFailure(await asked('Error'), await asked('Cause'));
}

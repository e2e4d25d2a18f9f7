import { QueryFault } from './failure.ts';
import type { Scope } from './scope.ts';

/** A number of a state, as it stands there or as its expression gives it, within its bounds (both belong to them). */
export async function numberWithin(
  scope: Scope,
  value: number | string,
  field: string,
  [least, most]: readonly [number, number],
): Promise<number> {
  const number = await scope.number(value, field);
  if (number >= least && number <= most) return number;
  throw new QueryFault(field, `The ${field} field must be a number from ${least} to ${most} but was: ${number}`);
}

/** As `numberWithin`, and without a fraction. */
export async function wholeNumber(
  scope: Scope,
  value: number | string,
  field: string,
  [least, most = Number.MAX_SAFE_INTEGER]: readonly [number, number?],
): Promise<number> {
  const number = await scope.number(value, field);
  if (Number.isInteger(number) && number >= least && number <= most) return number;
  const bounds = most === Number.MAX_SAFE_INTEGER ? `${least} or more` : `from ${least} to ${most}`;
  throw new QueryFault(field, `The ${field} field must be a whole number, ${bounds}, but was: ${number}`);
}

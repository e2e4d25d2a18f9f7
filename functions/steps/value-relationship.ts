import { Executing } from '#contracts/steps.ts';
import { perform } from '#functions/perform.ts';
import { stepFunction } from '#functions/step-function.ts';

/** Worth and closeness: class and level. */
export const handler = stepFunction('value-relationship', Executing, async (deps, { customerId, cycle }, now) => {
  await perform(deps, { id: customerId, now }, () => ({ type: 'value-relationship', cycle }));
  return {};
});

import { Executing } from '#contracts/steps.ts';
import { perform } from '#functions/perform.ts';
import { stepFunction } from '#functions/step-function.ts';

/** Nobody decided: the policy's safe default. */
export const handler = stepFunction('take-default', Executing, async (deps, { customerId, cycle }, now) => {
  await perform(deps, { id: customerId, now }, () => ({ type: 'take-default', cycle }));
  return {};
});

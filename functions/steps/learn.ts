import { Executing } from '#contracts/steps.ts';
import { perform } from '#functions/perform.ts';
import { stepFunction } from '#functions/step-function.ts';

/** What the cycle taught, and when the next one starts. */
export const handler = stepFunction('learn', Executing, async (deps, { customerId, cycle }, now) => {
  await perform(deps, { id: customerId, now }, () => ({ type: 'learn', cycle }));
  return {};
});

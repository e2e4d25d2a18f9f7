import { Executing } from '#contracts/steps.ts';
import { perform } from '#functions/perform.ts';
import { stepFunction } from '#functions/step-function.ts';

/** The value for the organisation and for each key person. */
export const handler = stepFunction('make-proposition', Executing, async (deps, { customerId, cycle }, now) => {
  await perform(deps, { id: customerId, now }, () => ({ type: 'make-proposition', cycle }));
  return {};
});

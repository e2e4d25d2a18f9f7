import { Executing } from '#contracts/steps.ts';
import { perform } from '#functions/perform.ts';
import { stepFunction } from '#functions/step-function.ts';

/** Understands the customer; what is missing stays missing. */
export const handler = stepFunction('profile-customer', Executing, async (deps, { customerId, cycle }, now) => {
  await perform(deps, { id: customerId, now }, () => ({ type: 'profile-customer', cycle }));
  return {};
});

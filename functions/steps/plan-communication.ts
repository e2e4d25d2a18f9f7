import { Executing } from '#contracts/steps.ts';
import { ownerOf } from '#functions/directory.ts';
import { perform } from '#functions/perform.ts';
import { stepFunction } from '#functions/step-function.ts';

/** Dated actions over channels and people, within the cost limit. */
export const handler = stepFunction('plan-communication', Executing, async (deps, { customerId, cycle }, now) => {
  await perform(deps, { id: customerId, now }, async (customer) => {
    const owner = await ownerOf(deps, customer);
    return { type: 'plan-communication', cycle, ownerId: owner.id };
  });
  return {};
});

import { RecoverInput } from '#contracts/steps.ts';
import { ownerOf } from '#functions/directory.ts';
import { perform } from '#functions/perform.ts';
import { stepFunction } from '#functions/step-function.ts';

/** A stage failed for good: the card says so and the process is dated anew. */
export const handler = stepFunction('recover', RecoverInput, async (deps, { customerId, cycle, stage, error }, now) => {
  await perform(deps, { id: customerId, now }, async (customer) => {
    const owner = await ownerOf(deps, customer);
    return { type: 'stall', cycle, stage, error, ownerId: owner.id };
  });
  return {};
});

import { Executing } from '#contracts/steps.ts';
import type { LinkId } from '#domain/ids.ts';
import { reviewerOf } from '#functions/directory.ts';
import { perform } from '#functions/perform.ts';
import { stepFunction } from '#functions/step-function.ts';

/** How much, how and what; and whether a manager has to agree. */
export const handler = stepFunction('choose-strategy', Executing, async (deps, { customerId, cycle }, now) => {
  await perform(deps, { id: customerId, now }, async (customer) => {
    const reviewer = await reviewerOf(deps, customer);
    return { type: 'choose-strategy', cycle, reviewerId: reviewer.id, linkId: deps.ids.secret() as LinkId };
  });
  return {};
});

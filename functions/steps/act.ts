import { type ActOutput, Executing } from '#contracts/steps.ts';
import { nextOf } from '#domain/commands/act.ts';
import type { LinkId } from '#domain/ids.ts';
import { ownerOf } from '#functions/directory.ts';
import { perform } from '#functions/perform.ts';
import { stepFunction } from '#functions/step-function.ts';

/** Does what is due or takes in what came, and says how the loop of delivery goes on. */
export const handler = stepFunction('act', Executing, async (deps, { customerId, cycle }, now): Promise<ActOutput> => {
  const customer = await perform(deps, { id: customerId, now }, async (known) => {
    if (nextOf(known, cycle, now) === 'end') return undefined;
    const owner = await ownerOf(deps, known);
    return { type: 'act', cycle, linkId: deps.ids.secret() as LinkId, ownerId: owner.id };
  });
  return { next: nextOf(customer, cycle, now) };
});

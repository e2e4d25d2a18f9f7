import type { LinkId } from '#domain/ids.ts';
import { ownerOf } from '#functions/directory.ts';
import { perform } from '#functions/perform.ts';
import { waitingStep } from '#functions/step-function.ts';

/** Asks the owner for what is missing. */
export const handler = waitingStep('acquire-data', 'data', (deps, { customerId, cycle }, now) =>
  perform(deps, { id: customerId, now }, async (customer) => {
    const owner = await ownerOf(deps, customer);
    return { type: 'acquire-data', cycle, recipientId: owner.id, linkId: deps.ids.secret() as LinkId };
  }),
);

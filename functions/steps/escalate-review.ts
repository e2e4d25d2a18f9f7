import type { LinkId } from '#domain/ids.ts';
import { escalationOf } from '#functions/directory.ts';
import { perform } from '#functions/perform.ts';
import { waitingStep } from '#functions/step-function.ts';

/** Hands the decision to the manager's manager. */
export const handler = waitingStep('escalate-review', 'review', (deps, { customerId, cycle }, now) =>
  perform(deps, { id: customerId, now }, async ({ review }) => {
    if (!review) return undefined;
    const above = await escalationOf(deps, review.reviewerId);
    return { type: 'escalate-review', cycle, to: above.id, linkId: deps.ids.secret() as LinkId };
  }),
);

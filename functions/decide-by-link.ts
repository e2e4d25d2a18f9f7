import type { Actor } from '#domain/events.ts';
import type { LinkId } from '#domain/ids.ts';
import type { ReviewDecision } from '#domain/policy.ts';
import { CrmError } from '#shared/errors.ts';
import type { Link } from '#shared/ports.ts';
import type { Deps } from './deps.ts';
import { type PerformDeps, perform } from './perform.ts';

type Deciding = {
  readonly decision: ReviewDecision;
  readonly comment?: string | undefined;
  readonly by: Actor;
  readonly now: string;
};

/** A manager's decision through the page behind the mail or through the API: once, in time, by whoever it was sent to. */
export async function decideByLink(deps: PerformDeps, link: Link, deciding: Deciding): Promise<void> {
  const { decision, comment, by, now } = deciding;
  if (link.closed) throw new CrmError('review.closed', 'This review is closed; the page says how it ended.');
  if (link.expiresAt <= now)
    throw new CrmError('link.expired', 'The time of this link is over; the review is on the card.');
  await perform(deps, { id: link.customerId, now, by }, () => ({
    type: 'decide-review',
    linkId: link.id,
    decision,
    ...(comment && { comment }),
  }));
}

export async function openLink({ links }: Pick<Deps, 'links'>, id: LinkId, ...kinds: Link['kind'][]): Promise<Link> {
  const link = await links.get(id);
  if (!link || !kinds.includes(link.kind)) throw new CrmError('link.unknown', 'There is nothing at this address.');
  return link;
}

import * as api from '#contracts/http/reviews.ts';
import type { Customer } from '#domain/customer.ts';
import type { LinkId, UserId } from '#domain/ids.ts';
import { decideByLink, openLink } from '#functions/decide-by-link.ts';
import type { Deps } from '#functions/deps.ts';
import type { Caller } from '#functions/http/caller.ts';
import { standsFor, userIdOf } from '#functions/http/stands-for.ts';
import { endpoint, httpFunction } from '#functions/http-function.ts';
import { CrmError } from '#shared/errors.ts';
import { dictionary } from '#shared/locale/locale.ts';
import { evidenceLine } from '#shared/locale/reasons.ts';
import type { Link } from '#shared/ports.ts';

const list = endpoint(api.listReviews, async (deps, { query, caller }) => {
  const { limit, cursor } = query;
  const reviewer = query.reviewer ?? (await userIdOf(deps, caller));
  await requireSight(deps, caller, reviewer);
  return { body: await deps.customers.listReviews(reviewer, { limit, ...(cursor && { cursor }) }) };
});

const get = endpoint(api.getReview, async (deps, { params, caller, locale }) => {
  const link = await reviewLink(deps, params.id, caller);
  return { body: await reviewView(deps, link, locale) };
});

const decide = endpoint(api.decideReview, async (deps, { params, body, caller, now, locale }) => {
  const link = await reviewLink(deps, params.id, caller);
  await decideByLink(deps, link, { ...body, by: caller.actor, now });
  return { body: await reviewView(deps, await openLink(deps, params.id, 'review'), locale) };
});

async function reviewLink(deps: Deps, id: LinkId, caller: Caller): Promise<Link> {
  const link = await openLink(deps, id, 'review');
  await requireSight(deps, caller, link.userId);
  return link;
}

/** Who sees a review may take its decision: the one it was put to, the managers above, an admin. @throws CrmError `access.denied` */
async function requireSight(deps: Deps, caller: Caller, reviewer: UserId | undefined): Promise<void> {
  if (await standsFor(deps, caller, [reviewer])) return;
  throw new CrmError(
    'access.denied',
    'This was put to somebody else: a review is for its reviewer, the managers above, and an administrator.',
  );
}

async function reviewView({ customers }: Pick<Deps, 'customers'>, link: Link, locale: 'it' | 'en') {
  const customer = await customers.load(link.customerId);
  if (!customer) throw new CrmError('customer.unknown', `There is no customer ${link.customerId}.`);
  return {
    id: link.id,
    customerId: customer.id,
    customerName: customer.name,
    reviewerId: link.userId,
    result: link.closed ? { decision: link.closed.result, by: link.closed.by, at: link.closed.at } : null,
    ...openPart(customer, link, locale),
  };
}

const endOf = { answered: 'decided', expired: 'expired', superseded: 'superseded' } as const;

function openPart({ review }: Customer, link: Link, locale: 'it' | 'en') {
  if (review?.linkId !== link.id) {
    const status = link.closed ? endOf[link.closed.how] : 'expired';
    return { status, dueAt: null, reasons: [], evidence: [], decisions: [] };
  }
  const { decision } = dictionary(locale).words;
  return {
    status: review.status,
    dueAt: review.dueAt,
    reasons: review.reasons,
    evidence: review.evidence.map((line) => evidenceLine(line, locale)),
    decisions: review.decisions.map((id) => ({ id, label: decision[id], isDefault: id === review.default })),
  };
}

export const handler = httpFunction('api-reviews', [list, get, decide]);

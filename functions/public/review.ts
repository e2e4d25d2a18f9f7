import { ReviewDecision } from '#domain/policy.ts';
import { decideByLink, openLink } from '#functions/decide-by-link.ts';
import type { Deps } from '#functions/deps.ts';
import { findUser } from '#functions/directory.ts';
import { pageFunction, type Visit } from '#functions/page-function.ts';
import { CrmError } from '#shared/errors.ts';
import { dictionary } from '#shared/locale/locale.ts';
import { evidenceLine } from '#shared/locale/reasons.ts';
import type { Link, User } from '#shared/ports.ts';
import { type ReviewPage, renderReviewPage } from './pages/review-page.ts';

/** A manager's decision: the page shows the evidence, a pressed button decides, and later it says what was decided. */
export const handler = pageFunction({
  name: 'page-review',
  kinds: ['review'],
  show: reviewPage,
  act: async (deps, visit) => {
    const decision = ReviewDecision.safeParse(visit.form.get('decision'));
    if (!decision.success) throw new CrmError('request.invalid', 'Choose one of the decisions on the page.');
    const comment = visit.form.get('comment')?.trim().slice(0, 2000);
    if (!visit.link.closed) {
      const by = { kind: 'user' as const, id: visit.link.userId ?? '' };
      await decide(deps, visit, { decision: decision.data, comment, by, now: visit.now });
    }
    return reviewPage(deps, { ...visit, link: await openLink(deps, visit.link.id, 'review') });
  },
});

/** Two windows, or two presses: the second one is shown what the first one decided. */
async function decide(deps: Deps, { link }: Visit, deciding: Parameters<typeof decideByLink>[2]): Promise<void> {
  try {
    await decideByLink(deps, link, deciding);
  } catch (error) {
    if (!(error instanceof CrmError && ['review.closed', 'review.superseded'].includes(error.code))) throw error;
  }
}

async function reviewPage(deps: Deps, { link, action, now }: Visit): Promise<string> {
  const [customer, user] = await Promise.all([
    deps.customers.load(link.customerId),
    findUser(deps, link.userId ?? ('admin' as User['id'])),
  ]);
  if (!customer) throw new CrmError('link.unknown', 'There is nothing at this address.');
  const open = customer.review?.linkId === link.id ? customer.review : undefined;
  return renderReviewPage(
    {
      customerName: customer.name,
      timeZone: user.timeZone,
      reasons: open?.reasons ?? [],
      evidence: (open?.evidence ?? []).map((line) => evidenceLine(line, user.locale)),
      state: await stateOf(deps, link, user, action, open, now),
    },
    user.locale,
  );
}

type Review = NonNullable<NonNullable<Awaited<ReturnType<Deps['customers']['load']>>>['review']>;

async function stateOf(
  deps: Deps,
  link: Link,
  user: User,
  action: string,
  open: Review | undefined,
  now: string,
): Promise<ReviewPage['state']> {
  const { decision } = dictionary(user.locale).words;
  const { closed } = link;
  if (closed?.how === 'superseded') return { kind: 'superseded' };
  if (closed) {
    const by = closed.how === 'answered' ? (await findUser(deps, closed.by as User['id'])).name : undefined;
    return {
      kind: 'decided',
      decisionLabel: decision[ReviewDecision.parse(closed.result)],
      at: closed.at,
      ...(by && { by }),
    };
  }
  if (!open || link.expiresAt <= now) return { kind: 'expired' };
  return {
    kind: 'open',
    action,
    decisions: open.decisions.map((id) => ({ id, label: decision[id], isDefault: id === open.default })),
    defaultLabel: decision[open.default],
    dueAt: open.dueAt,
  };
}

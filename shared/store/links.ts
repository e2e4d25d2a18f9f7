import type { LinkDraft } from '#domain/effects.ts';
import { addDuration, type Duration, type Instant } from '#domain/time.ts';
import type { Link } from '#shared/ports.ts';
import { linkKey } from './keys.ts';
import { deletedAfter } from './time-to-live.ts';

/** How long a page answers; after that it says that it has expired. */
const validity: Record<LinkDraft['kind'], Duration> = {
  review: 'P30D',
  'data-request': 'P30D',
  survey: 'P1Y',
  preferences: 'P1Y',
};

/** How long an expired page can still say what became of it. */
const remembered: Duration = 'P1Y';

export type LinkData = Omit<Link, 'closed'>;

export function linkItem(link: LinkDraft, customerId: Link['customerId'], at: Instant) {
  const data: LinkData = { ...link, customerId, expiresAt: addDuration(at, validity[link.kind]) };
  return { ...linkKey(link.id), data, ...deletedAfter(data.expiresAt, remembered) };
}

import type { Instant } from '#domain/time.ts';
import type { LedgerItem, LedgerMessage } from '#shared/ports.ts';
import { mailKey } from './keys.ts';

/** The attribute that a mail has while it waits to be sent: the sender listens for items that have it. */
export const waiting = 'queuedMail';

export function mailItem(message: LedgerMessage, at: Instant) {
  const item: LedgerItem = { message, status: 'queued', at, attempt: 0 };
  return { ...mailKey(message.mailId), ...item, [waiting]: true };
}

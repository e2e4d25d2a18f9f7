import type { ReportMail } from '#domain/commands/mail.ts';
import type { CustomerId } from '#domain/ids.ts';
import { logger } from '#functions/invocation.ts';
import { type PerformDeps, perform } from '#functions/perform.ts';
import { CrmError } from '#shared/errors.ts';

/** What became of a mail, on the card of the customer that it was about; a card that does not take it stops no mail. */
export async function tellCard(parts: PerformDeps, id: CustomerId, report: ReportMail, now: string): Promise<void> {
  try {
    await perform(parts, { id, now }, () => report);
  } catch (error) {
    if (!(error instanceof CrmError)) throw error;
    logger.warn('mail without a card', { code: error.code });
  }
}

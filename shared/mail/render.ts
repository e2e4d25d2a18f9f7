import { MailMessage, type MailTemplate } from '#contracts/mail-messages.ts';
import type { Locale } from '#domain/customer.ts';
import { formatter } from '#shared/locale/format.ts';
import { type Dictionary, dictionary } from '#shared/locale/locale.ts';
import { calendarOf, type MailCalendar } from '#shared/mail/calendar.ts';
import { proposition, survey, welcome } from '#shared/mail/views/customer.ts';
import { dataRequest } from '#shared/mail/views/data-request.ts';
import { digest } from '#shared/mail/views/digest.ts';
import { meetingInvite } from '#shared/mail/views/meeting-invite.ts';
import { review, reviewClosed } from '#shared/mail/views/review.ts';
import type { View } from '#shared/mail/views/view.ts';

export type RenderedMessage = { subject: string; html: string; text: string; calendar?: MailCalendar };

/**
 * Renders a message in the reader's language: subject, HTML part, plain-text part and, where there are appointments, a calendar.
 * Every string of the message is shown as text, whatever it contains. Rejects with a ZodError when the message
 * is not one (a line break in a name, a link that is not http or https, an unknown time zone).
 */
export const renderMessage = async (message: MailMessage, locale: Locale): Promise<RenderedMessage> => {
  const valid = MailMessage.parse(message);
  const texts = dictionary(locale);
  const view = { lang: locale, ...viewOf(valid, texts, (timeZone) => formatter(locale, timeZone)) };
  const [{ engines }, source] = await Promise.all([import('#shared/mail/liquid.ts'), compiled[valid.template]()]);
  const [html, text, calendar] = await Promise.all([
    engines.html.parseAndRender(source.html, view),
    engines.text.parseAndRender(source.text, view),
    calendarOf(valid, texts),
  ]);
  return { subject: view.subject, html, text: tidy(text), ...(calendar ? { calendar } : {}) };
};

/** One source per template, loaded when first needed: a function that sends one kind of mail starts with one. */
const compiled: Record<MailTemplate, () => Promise<{ html: string; text: string }>> = {
  'data-request': () => import('#shared/mail/compiled/data-request.ts'),
  review: () => import('#shared/mail/compiled/review.ts'),
  'review-closed': () => import('#shared/mail/compiled/review-closed.ts'),
  digest: () => import('#shared/mail/compiled/digest.ts'),
  'meeting-invite': () => import('#shared/mail/compiled/meeting-invite.ts'),
  proposition: () => import('#shared/mail/compiled/proposition.ts'),
  survey: () => import('#shared/mail/compiled/survey.ts'),
  welcome: () => import('#shared/mail/compiled/welcome.ts'),
};

const viewOf = (
  message: MailMessage,
  texts: Dictionary,
  format: (timeZone: string) => ReturnType<typeof formatter>,
): View => {
  switch (message.template) {
    case 'data-request':
      return dataRequest(message, texts, format);
    case 'review':
      return review(message, texts, format);
    case 'review-closed':
      return reviewClosed(message, texts, format);
    case 'digest':
      return digest(message, texts, format);
    case 'meeting-invite':
      return meetingInvite(message, texts, format);
    case 'proposition':
      return proposition(message, texts, format);
    case 'survey':
      return survey(message, texts, format);
    case 'welcome':
      return welcome(message, texts, format);
    default:
      return message satisfies never;
  }
};

const tidy = (text: string): string => {
  const lines = text.split(/\r?\n/).map((line) => line.trimEnd());
  return `${lines
    .filter((line, at) => line !== '' || lines[at - 1] !== '')
    .join('\n')
    .trim()}\n`;
};

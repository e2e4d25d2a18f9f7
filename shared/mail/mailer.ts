import type { Mailer, SendResult } from '#shared/ports.ts';
import { MailRefused } from './header-rules.ts';
import { MailNotSent, type MailSender } from './mail-sender.ts';
import { buildMime } from './mime.ts';
import { renderMessage } from './render.ts';

export type MailerSettings = {
  readonly from: { readonly name: string; readonly address: string };
  readonly configurationSet: string;
};

/** From a message to an accepted mail: rendered in the reader's language, built, handed over once. */
export function createMailer(sender: MailSender, { from, configurationSet }: MailerSettings): Mailer {
  return {
    async send({ message, locale, to, replyTo, unsubscribeUrl, tags }) {
      try {
        const { subject, html, text, calendar } = await renderMessage(message, locale);
        const raw = await buildMime({
          from,
          to,
          replyTo,
          subject,
          html,
          text,
          calendar,
          messageTags: tags,
          ...(unsubscribeUrl && { unsubscribe: { url: unsubscribeUrl } }),
          ...(configurationSet && { configurationSet }),
        });
        const { messageId } = await sender.send(raw, { from: from.address, to: [to.address] });
        return { kind: 'sent', messageId };
      } catch (error) {
        return notSent(error);
      }
    },
  };
}

function notSent(error: unknown): SendResult {
  if (error instanceof MailNotSent) return { kind: error.failure, code: error.code };
  if (error instanceof MailRefused) return { kind: 'permanent', code: error.name };
  if (error instanceof Error && error.name === 'ZodError') return { kind: 'permanent', code: 'message-invalid' };
  throw error;
}

import type { MailTemplate, MessageOf } from '#contracts/mail-messages.ts';
import type { Formatter } from '#shared/locale/format.ts';
import type { Dictionary } from '#shared/locale/locale.ts';

/** What a template may show: strings ready for the reader. `brand` heads the mail, `note` says why it was sent. */
export type View = {
  subject: string;
  preheader: string;
  brand: string;
  note: string;
  greeting: string;
  [name: string]: unknown;
};

/** Turns a message into what its template shows. */
export type ViewOf<T extends MailTemplate> = (
  message: MessageOf<T>,
  texts: Dictionary,
  format: (timeZone: string) => Formatter,
) => View;

/** What internal mails share. */
export const toColleague = (recipientName: string, { mail }: Dictionary) => ({
  brand: 'Percorso',
  note: mail.workNote,
  greeting: mail.greeting(recipientName),
});

/** What mails to a customer's contact share: they speak in the name of the sender. */
export const toContact = (
  message: MessageOf<'proposition' | 'survey' | 'welcome'>,
  { mail }: Dictionary,
  note: (sender: string) => string,
) => ({
  brand: message.senderName,
  note: note(message.senderName),
  greeting: looksLikeAdvertising(message.recipientName)
    ? mail.greetingWithoutName
    : mail.greeting(message.recipientName),
  signOff: mail.signOff,
  senderName: message.senderName,
  senderDetails: message.senderDetails ?? '',
  preferencesLink: message.preferencesLink,
  preferencesLabel: mail.preferences,
});

// A contact's name comes from a public form: without this, a form could make us mail an advertisement to a third person.
const looksLikeAdvertising = (name: string): boolean =>
  name.length > 60 || /[/@:]|www\.|[\p{L}\d-]{2,}\.\p{L}{2,}/iu.test(name.replace(titles, ''));

/** "Dott.ssa", "Sig.ra", "Ing.Rossi" have the form of a host name and are none. */
const titles = /(?<!\p{L})(dott|prof|sig|ing|avv|arch|geom|rag|cav|dr|mr|mrs|ms)\./giu;

import { preferredLanguage } from './language.ts';

/** The words of the mailbox page. */
const english = {
  language: 'en',
  mailbox: 'Mailbox',
  intro: 'Every e-mail that this machine has sent, newest first.',
  recipient: 'Recipient',
  search: 'Search',
  all: 'Show all',
  empty: 'No e-mail yet. What the product sends appears here.',
  emptyFor: 'No e-mail for this recipient.',
  older: 'Older',
  back: 'Back to the mailbox',
  from: 'From',
  to: 'To',
  cc: 'Cc',
  replyTo: 'Reply to',
  sent: 'Sent',
  noSubject: '(no subject)',
  message: 'Message',
  asText: 'As text',
  attachments: 'Attachments',
  links: 'Links',
  headers: 'Headers',
  raw: 'Raw message (.eml)',
  missing: 'There is no such e-mail.',
};
export type Texts = typeof english;

const italian: Texts = {
  language: 'it',
  mailbox: 'Posta',
  intro: 'Tutte le e-mail spedite da questa macchina, dalla più recente.',
  recipient: 'Destinatario',
  search: 'Cerca',
  all: 'Mostra tutte',
  empty: 'Ancora nessuna e-mail. Quello che il prodotto spedisce compare qui.',
  emptyFor: 'Nessuna e-mail per questo destinatario.',
  older: 'Meno recenti',
  back: 'Torna alla posta',
  from: 'Da',
  to: 'A',
  cc: 'Cc',
  replyTo: 'Rispondi a',
  sent: 'Inviata',
  noSubject: '(senza oggetto)',
  message: 'Messaggio',
  asText: 'Come testo',
  attachments: 'Allegati',
  links: 'Collegamenti',
  headers: 'Intestazioni',
  raw: 'Messaggio originale (.eml)',
  missing: 'Questa e-mail non esiste.',
};

/** The words in the reader's language: Italian where it is preferred to English, else English. */
export const textsFor = (acceptLanguage: string | undefined): Texts =>
  preferredLanguage(acceptLanguage) === 'it' ? italian : english;

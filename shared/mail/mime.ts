import type { MailCalendar } from '#shared/mail/calendar.ts';
import { checkAddress, checkHeaderValue, checkTag, MailRefused } from '#shared/mail/header-rules.ts';

type MailAddress = { address: string; name?: string | undefined };

export type MailDraft = {
  from: MailAddress;
  to: MailAddress;
  replyTo?: MailAddress | undefined;
  subject: string;
  html: string;
  text: string;
  calendar?: MailCalendar | undefined;
  attachments?: readonly { filename: string; contentType: string; content: Uint8Array }[] | undefined;
  /** Further headers. Those that have a field of their own here are refused. */
  headers?: Readonly<Record<string, string>> | undefined;
  /** Makes the mail one that can be left with one click (RFC 8058): `url` takes the provider's POST. */
  unsubscribe?: { url: string; mailto?: string | undefined } | undefined;
  /** Tags that SES repeats in every event of this mail. Names and values: ASCII letters, digits, `_` and `-`. */
  messageTags?: Readonly<Record<string, string>> | undefined;
  /** The SES configuration set whose event destinations hear of this mail. */
  configurationSet?: string | undefined;
};

/** The largest message that SES takes through SendRawEmail, in bytes. */
const largest = 10 * 1024 * 1024;

/**
 * The complete message (RFC 5322, MIME), ready for SendRawEmail. SES replaces Message-ID and Date by its own.
 * Rejects with a `MailRefused` for CR, LF or NUL in a header value, for what is no address, tag or header name,
 * and for a message over 10 MiB.
 */
export const buildMime = async (draft: MailDraft): Promise<Uint8Array> => {
  const headers = headersOf(draft);
  checkHeaderValue('Subject', draft.subject);
  for (const { filename, contentType } of draft.attachments ?? []) {
    checkHeaderValue('attachment filename', filename);
    checkHeaderValue('attachment Content-Type', contentType);
  }
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer');
  const message = new MailComposer({
    from: checkAddress('From', draft.from),
    to: checkAddress('To', draft.to),
    ...(draft.replyTo ? { replyTo: checkAddress('Reply-To', draft.replyTo) } : {}),
    subject: draft.subject,
    text: draft.text,
    html: draft.html,
    textEncoding: 'quoted-printable',
    headers,
    ...calendarParts(draft),
    disableFileAccess: true,
    disableUrlAccess: true,
    newline: 'windows',
  });
  const raw = await message.compile().build();
  if (raw.length > largest) {
    throw new MailRefused('mail.too-large', 'message', `is ${raw.length} bytes long, more than ${largest}`);
  }
  return raw;
};

/** An invitation is shown by the mail program itself and can be opened as a file; an agenda is only a file. */
const calendarParts = ({ calendar, attachments = [] }: MailDraft) => {
  const files = attachments.map(({ content, ...file }) => ({ ...file, content: Buffer.from(content) }));
  if (!calendar) return { attachments: files };
  const { method, filename, content } = calendar;
  checkHeaderValue('calendar filename', filename);
  if (method !== 'PUBLISH') return { attachments: files, icalEvent: { method, filename, content } };
  return {
    attachments: [...files, { filename, contentType: 'text/calendar; charset=utf-8; method=PUBLISH', content }],
  };
};

const headersOf = ({ headers = {}, unsubscribe, messageTags = {}, configurationSet }: MailDraft) => {
  const all: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (!/^[A-Za-z0-9-]+$/.test(name) || own.test(name)) {
      throw new MailRefused('mail.header-name', name, 'is no header that may be set here');
    }
    all[name] = checkHeaderValue(name, value);
  }
  if (unsubscribe) {
    all['List-Unsubscribe'] = listUnsubscribe(unsubscribe);
    all['List-Unsubscribe-Post'] = 'List-Unsubscribe=One-Click';
  }
  if (configurationSet) all['X-SES-CONFIGURATION-SET'] = checkTag('configurationSet', configurationSet);
  const tags = Object.entries(messageTags).map(([name, value]) => `${checkTag('tag', name)}=${checkTag(name, value)}`);
  if (tags.length > 0) all['X-SES-MESSAGE-TAGS'] = tags.join(', ');
  return all;
};

const own =
  /^(from|to|cc|bcc|sender|reply-to|subject|date|message-id|mime-version|content-.*|list-unsubscribe.*|x-ses-.*)$/i;

const listUnsubscribe = ({ url, mailto }: { url: string; mailto?: string | undefined }): string => {
  if (!/^https?:$/.test(URL.parse(url)?.protocol ?? '')) {
    throw new MailRefused('mail.unsubscribe', 'List-Unsubscribe', 'must have an absolute http or https address');
  }
  const targets = [`<${new URL(url).href}>`];
  if (mailto) targets.push(`<mailto:${checkAddress('List-Unsubscribe', { address: mailto }).address}>`);
  return targets.join(', ');
};

import { invalidParameter } from './protocol.ts';

/** A header as it stands in the message: `line` with its folds, `value` unfolded. Both hold the bytes as latin1. */
type HeaderLine = { name: string; value: string; line: string };
export type RawMessage = { headers: readonly HeaderLine[]; body: string };
export type HeaderField = { name: string; value: string };

/** Headers that may stand once only; a second one is the mark of an injection. */
const single = [
  'from',
  'to',
  'cc',
  'bcc',
  'subject',
  'reply-to',
  'sender',
  'message-id',
  'date',
  'mime-version',
  'content-type',
];

/** What SES takes out or writes anew before a message leaves. */
const replaced = /^(message-id|date|bcc|return-path|x-ses-[a-z-]+)$/i;

const parseHeader = (line: string): HeaderLine => {
  const match = /^([!-9;-~]+):([\s\S]*)$/.exec(line);
  const [, name, value] = match ?? [];
  if (name === undefined || value === undefined || /\r(?!\n)|\0/.test(line)) {
    throw invalidParameter(
      'Message contains an invalid header line: each must be "Name: value" without control characters',
    );
  }
  return { name, value: value.replace(/\r?\n[ \t]/g, ' ').trim(), line };
};

/** Splits a message into headers and body. Throws InvalidParameterValue for broken, missing or doubled headers. */
export const readMessage = (raw: Buffer): RawMessage => {
  const text = raw.toString('latin1');
  const end = /\r?\n\r?\n/.exec(text);
  const head = end === null ? text.replace(/\r?\n$/, '') : text.slice(0, end.index);
  const headers = head === '' ? [] : head.split(/\r?\n(?![ \t])/).map(parseHeader);
  for (const name of single) {
    const found = headers.filter((header) => header.name.toLowerCase() === name);
    if (found.length > 1) throw invalidParameter(`Duplicate header '${found[0]?.name}'.`);
  }
  return { headers, body: end === null ? '' : text.slice(end.index + end[0].length) };
};

/** The unfolded value as text (bytes above ASCII read as UTF-8), or undefined. */
export const headerValue = (message: RawMessage, name: string): string | undefined => {
  const header = message.headers.find((each) => each.name.toLowerCase() === name.toLowerCase());
  return header === undefined ? undefined : Buffer.from(header.value, 'latin1').toString('utf8');
};

export const requiredHeader = (message: RawMessage, name: string): string => {
  const value = headerValue(message, name);
  if (value === undefined) throw invalidParameter(`Missing required header '${name}'.`);
  if (value === '') throw invalidParameter(`Empty required header '${name}'.`);
  return value;
};

/** The date of a header, RFC 5322: `Mon, 30 Nov 2026 12:00:00 +0000`. */
const headerDate = (epochMs: number): string => new Date(epochMs).toUTCString().replace('GMT', '+0000');

export type Stamped = { raw: Buffer; headers: readonly HeaderField[] };

/** The message as it leaves: own Message-ID and Date, no Bcc, no instructions to SES, lines ended by CRLF. */
export const stamp = (message: RawMessage, messageId: string, now: number): Stamped => {
  const kept = message.headers.filter(({ name }) => !replaced.test(name));
  const own = [
    { name: 'Message-ID', value: messageId },
    { name: 'Date', value: headerDate(now) },
  ];
  const lines = [...own.map(({ name, value }) => `${name}: ${value}`), ...kept.map(({ line }) => line)];
  const text = `${lines.join('\r\n')}\r\n\r\n${message.body}`.replace(/\r?\n/g, '\r\n');
  const utf8 = (value: string): string => Buffer.from(value, 'latin1').toString('utf8');
  return {
    raw: Buffer.from(text, 'latin1'),
    headers: [...own, ...kept.map(({ name, value }) => ({ name, value: utf8(value) }))],
  };
};

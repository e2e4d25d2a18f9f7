import { decodeWords } from 'postal-mime';
import { account } from '#local/arns.ts';
import type { MailObject } from './events.ts';
import type { HeaderField } from './message.ts';
import type { Submission } from './submission.ts';

const maxHeaderBytes = 10 * 1024;

/** SES cuts the headers of its events at 10 KB. */
const truncate = (headers: readonly HeaderField[]): HeaderField[] => {
  let room = maxHeaderBytes;
  return headers.filter(({ name, value }) => {
    room -= Buffer.byteLength(name) + Buffer.byteLength(value);
    return room >= 0;
  });
};

const common = (headers: readonly HeaderField[], id: string): MailObject['commonHeaders'] => {
  const value = (name: string): string | undefined => headers.find((each) => each.name.toLowerCase() === name)?.value;
  const lists = { from: 'from', replyTo: 'reply-to', to: 'to', cc: 'cc' };
  const entries = Object.entries(lists).flatMap(([key, name]) => {
    const text = value(name);
    return text === undefined ? [] : [[key, text.split(/,\s*/).map(decodeWords)] as const];
  });
  return {
    ...Object.fromEntries(entries),
    date: value('date') ?? '',
    messageId: id,
    subject: decodeWords(value('subject') ?? ''),
  };
};

/** The `mail` object that all events of a message carry. */
export const mailObject = (
  id: string,
  submission: Submission,
  headers: readonly HeaderField[],
  at: number,
  region: string,
): MailObject => {
  const kept = truncate(headers);
  const { sender, recipients, configurationSet, operation } = submission;
  return {
    timestamp: new Date(at).toISOString(),
    source: sender,
    sourceArn: `arn:aws:ses:${region}:${account}:identity/${sender}`,
    sendingAccountId: account,
    messageId: id,
    destination: recipients,
    headersTruncated: kept.length < headers.length,
    headers: kept,
    commonHeaders: common(headers, id),
    tags: {
      'ses:operation': [operation],
      ...(configurationSet === undefined ? {} : { 'ses:configuration-set': [configurationSet] }),
      'ses:source-ip': ['127.0.0.1'],
      'ses:from-domain': [sender.slice(sender.lastIndexOf('@') + 1)],
      ...submission.tags,
    },
  };
};

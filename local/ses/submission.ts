import { addressesIn, oneAddress } from './addresses.ts';
import { headerValue, type RawMessage, readMessage, requiredHeader } from './message.ts';
import { invalidParameter, SesError } from './protocol.ts';

const maxBytes = 10 * 1024 * 1024;
const maxRecipients = 50;

type Tags = Readonly<Record<string, readonly string[]>>;

/** A message that passed the checks of SES and waits to be accepted. */
export type Submission = {
  message: RawMessage;
  sender: string;
  recipients: readonly string[];
  configurationSet: string | undefined;
  tags: Tags;
  operation: 'SendEmail' | 'SendRawEmail';
};

export type Draft = {
  raw: Buffer;
  /** The envelope's sender; without one, From. */
  source: string | undefined;
  /** The envelope's recipients; without any, To, Cc and Bcc. */
  destinations: readonly string[];
  configurationSet: string | undefined;
  /** As given by parameter; without any, those of the X-SES-MESSAGE-TAGS header. */
  tags: readonly (readonly [string, string])[];
  operation: Submission['operation'];
};

const tagName = /^[A-Za-z0-9_.@-]{1,256}$/;

const headerTags = (message: RawMessage): [string, string][] =>
  (headerValue(message, 'X-SES-MESSAGE-TAGS') ?? '')
    .split(',')
    .filter((tag) => tag.trim() !== '')
    .map((tag) => {
      const [name = '', value = ''] = tag.split('=').map((part) => part.trim());
      return [name, value];
    });

const checkedTags = (tags: Draft['tags']): Tags => {
  for (const [name, value] of tags) {
    if (!tagName.test(name))
      throw invalidParameter(`Invalid tag name <${name}>: only letters, digits, _, -, ., @ are allowed.`);
    if (!tagName.test(value))
      throw invalidParameter(`Invalid tag value <${value}>: only letters, digits, _, -, ., @ are allowed.`);
  }
  return Object.fromEntries(tags.map(([name, value]) => [name, [value]]));
};

const checkedSet = (name: string | undefined): string | undefined => {
  if (name === undefined || name === '') return undefined;
  if (/^[A-Za-z0-9_-]{1,64}$/.test(name)) return name;
  throw new SesError('ConfigurationSetDoesNotExist', `Configuration set <${name}> does not exist.`);
};

/** Applies the rules of SES to a message. Throws InvalidParameterValue or ConfigurationSetDoesNotExist with SES's sentence. */
export const checkDraft = (draft: Draft): Submission => {
  if (draft.raw.length > maxBytes) {
    throw invalidParameter(`Message length is more than ${maxBytes} bytes long: '${draft.raw.length}'.`);
  }
  const message = readMessage(draft.raw);
  const from = oneAddress(requiredHeader(message, 'From'));
  const inHeaders = ['To', 'Cc', 'Bcc'].flatMap((name) => addressesIn(headerValue(message, name) ?? ''));
  const recipients = draft.destinations.length > 0 ? draft.destinations.flatMap(addressesIn) : inHeaders;
  if (recipients.length === 0) throw invalidParameter('No recipients: give Destinations, or a To, Cc or Bcc header.');
  if (recipients.length > maxRecipients) throw invalidParameter(`Recipient count exceeds ${maxRecipients}.`);
  return {
    message,
    sender: draft.source === undefined ? from : oneAddress(draft.source),
    recipients: [...new Set(recipients)],
    configurationSet: checkedSet(draft.configurationSet ?? headerValue(message, 'X-SES-CONFIGURATION-SET')),
    tags: checkedTags(draft.tags.length > 0 ? draft.tags : headerTags(message)),
    operation: draft.operation,
  };
};

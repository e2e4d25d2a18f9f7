import type { DatabaseSync } from 'node:sqlite';
import MailComposer from 'nodemailer/lib/mail-composer';
import { type AcceptDeps, acceptMessage } from './accept.ts';
import { addressesIn, oneAddress } from './addresses.ts';
import { invalidParameter, members, type Params, required, type XmlValue } from './protocol.ts';
import { checkDraft, type Draft } from './submission.ts';

export type Action = (params: Params) => Promise<XmlValue> | XmlValue;

const tagsOf = (params: Params): Draft['tags'] => {
  const tags: [string, string][] = [];
  for (let at = 1; params.has(`Tags.member.${at}.Name`); at += 1) {
    tags.push([params.get(`Tags.member.${at}.Name`) ?? '', params.get(`Tags.member.${at}.Value`) ?? '']);
  }
  return tags;
};

const sendRawEmail = async (deps: AcceptDeps, params: Params): Promise<XmlValue> => {
  const submission = checkDraft({
    raw: Buffer.from(required(params, 'RawMessage.Data'), 'base64'),
    source: params.get('Source'),
    destinations: members(params, 'Destinations'),
    configurationSet: params.get('ConfigurationSetName'),
    tags: tagsOf(params),
    operation: 'SendRawEmail',
  });
  return { MessageId: await acceptMessage(deps, submission) };
};

const oneLine = (text: string | undefined, name: string): string => {
  if (/[\0\r\n]/.test(text ?? '')) throw invalidParameter(`Control characters are not allowed in ${name}.`);
  return text ?? '';
};

const compose = (params: Params): Promise<Buffer> => {
  const list = (name: string): string[] => members(params, name).map((each) => oneLine(each, name));
  const recipients = { to: list('Destination.ToAddresses'), cc: list('Destination.CcAddresses') };
  const replyTo = list('ReplyToAddresses');
  for (const address of [...recipients.to, ...recipients.cc, ...replyTo]) addressesIn(address);
  const text = params.get('Message.Body.Text.Data');
  const html = params.get('Message.Body.Html.Data');
  if (text === undefined && html === undefined) throw invalidParameter('Give Message.Body.Text or Message.Body.Html.');
  const source = oneLine(required(params, 'Source'), 'Source');
  oneAddress(source);
  const composer = new MailComposer({
    from: source,
    ...recipients,
    replyTo,
    subject: oneLine(params.get('Message.Subject.Data'), 'Message.Subject'),
    ...(text === undefined ? {} : { text }),
    ...(html === undefined ? {} : { html }),
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return composer.compile().build();
};

const sendEmail = async (deps: AcceptDeps, params: Params): Promise<XmlValue> => {
  const kinds = ['To', 'Cc', 'Bcc'].map((kind) => `Destination.${kind}Addresses`);
  const submission = checkDraft({
    raw: await compose(params),
    source: undefined,
    destinations: kinds.flatMap((kind) => members(params, kind)),
    configurationSet: params.get('ConfigurationSetName'),
    tags: tagsOf(params),
    operation: 'SendEmail',
  });
  return { MessageId: await acceptMessage(deps, submission) };
};

const day = 86_400_000;

/** The identities: every sender may send here, as from an account whose domain is verified; these lists are only kept for tools. */
const identityActions = (db: DatabaseSync): Record<string, Action> => {
  const add = db.prepare('INSERT OR IGNORE INTO identities (name) VALUES (?)');
  const remove = db.prepare('DELETE FROM identities WHERE name = ?');
  const all = db.prepare('SELECT name FROM identities ORDER BY name');
  const known = (): string[] => all.all().map((row) => String(row.name));
  return {
    VerifyEmailIdentity(params) {
      add.run(oneAddress(required(params, 'EmailAddress')));
      return {};
    },
    DeleteIdentity(params) {
      remove.run(required(params, 'Identity'));
      return {};
    },
    ListIdentities: () => ({ Identities: known() }),
    GetIdentityVerificationAttributes(params) {
      const asked = members(params, 'Identities').filter((name) => known().includes(name));
      return { VerificationAttributes: new Map(asked.map((name) => [name, { VerificationStatus: 'Success' }])) };
    },
  };
};

/** The actions of the SES API that exist here, by name. */
export const createActions = (deps: AcceptDeps): ReadonlyMap<string, Action> =>
  new Map<string, Action>([
    ['SendRawEmail', (params) => sendRawEmail(deps, params)],
    ['SendEmail', (params) => sendEmail(deps, params)],
    [
      'GetSendQuota',
      () => ({ Max24HourSend: 50_000, MaxSendRate: 14, SentLast24Hours: deps.index.sentSince(deps.clock.now() - day) }),
    ],
    [
      'GetSendStatistics',
      () => ({
        SendDataPoints: deps.index.points(deps.clock.now() - 14 * day).map((point) => ({
          Timestamp: new Date(point.slot).toISOString(),
          DeliveryAttempts: point.attempts,
          Bounces: point.bounces,
          Complaints: point.complaints,
          Rejects: point.rejects,
        })),
      }),
    ],
    ['GetAccountSendingEnabled', () => ({ Enabled: 'true' })],
    ...Object.entries(identityActions(deps.db)),
  ]);

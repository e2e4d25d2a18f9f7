import { setTimeout as pause } from 'node:timers/promises';
import { PutItemCommand, type Update, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type { MailId } from '#domain/ids.ts';
import type { Instant } from '#domain/time.ts';
import type { LedgerItem, MailLedger, MailStatus } from '#shared/ports.ts';
import { happens, has, isNew } from './conditions.ts';
import { read, type Table, toItem } from './items.ts';
import { mailKey } from './keys.ts';
import { countOf, sentMails } from './mail-counters.ts';
import { mailItem, waiting } from './mails.ts';
import { transact } from './transact.ts';

/** Once it is one of these, a mail has left. */
const gone: readonly MailStatus[] = ['sent', 'delivered', 'bounced', 'complained'];

/** A counter that many write at once is tried so often; then the mail moves on uncounted, because it must not be sent again. */
const tries = 6;

export function createMailLedger(table: Table): MailLedger {
  const { client, tableName } = table;
  return {
    async queue(message, at) {
      const item = toItem(mailItem(message, at));
      return await happens(client.send(new PutItemCommand({ TableName: tableName, Item: item, ...isNew })));
    },

    async get(id) {
      const item = await read<LedgerItem>(table, mailKey(id));
      if (!item) return undefined;
      const { message, status, at, attempt, sesMessageId } = item;
      return { message, status, at, attempt, ...(sesMessageId !== undefined && { sesMessageId }) };
    },

    async move(id, from, to, at, sesMessageId) {
      const update = statusUpdate(tableName, { id, from, to, at, sesMessageId });
      const leaves = gone.includes(to) && !gone.includes(from);
      const counted = leaves ? await moveAndCount(table, update, id, at) : undefined;
      return counted ?? (await happens(client.send(new UpdateItemCommand(update))));
    },

    sent: (period) => sentMails(table, period),
  };
}

/** Both in one transaction, so that each mail is counted once; undefined when the counter gave no way, and nothing happened. */
async function moveAndCount(table: Table, update: Update, id: MailId, at: Instant): Promise<boolean | undefined> {
  const item = await read<LedgerItem>(table, mailKey(id));
  if (!item) return false;
  const count = countOf(table, item.message, at);
  for (let attempt = 1; attempt <= tries; attempt++) {
    const refusals = await transact(table, [
      { write: { Update: update }, refused: 'moved' },
      { write: { Update: count }, refused: 'conflict' },
    ]);
    if (refusals.length === 0) return true;
    if (refusals.some(({ refused }) => refused === 'moved')) return false;
    await pause(Math.random() * 10 * 2 ** attempt);
  }
  return undefined;
}

type Move = {
  readonly id: MailId;
  readonly from: MailStatus;
  readonly to: MailStatus;
  readonly at: Instant;
  readonly sesMessageId: string | undefined;
};

function statusUpdate(tableName: string, { id, from, to, at, sesMessageId }: Move) {
  const expected = has('status', from);
  const set = {
    status: to,
    at,
    ...(sesMessageId !== undefined && { sesMessageId }),
    ...(to === 'queued' && { [waiting]: true }),
  };
  const names = Object.keys(set);
  return {
    TableName: tableName,
    Key: toItem(mailKey(id)),
    UpdateExpression: [
      `SET ${names.map((name) => `#${name} = :${name}`).join(', ')}`,
      'ADD attempt :attempt',
      ...(to === 'queued' ? [] : [`REMOVE ${waiting}`]),
    ].join(' '),
    ConditionExpression: expected.ConditionExpression,
    ExpressionAttributeNames: {
      ...expected.ExpressionAttributeNames,
      ...Object.fromEntries(names.map((name) => [`#${name}`, name])),
    },
    ExpressionAttributeValues: {
      ...expected.ExpressionAttributeValues,
      ...toItem(Object.fromEntries(names.map((name) => [`:${name}`, set[name as keyof typeof set]]))),
      ...toItem({ ':attempt': to === 'sending' ? 1 : 0 }),
    },
  };
}

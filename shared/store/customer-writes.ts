import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { LinkClosed } from '#domain/effects.ts';
import type { Instant } from '#domain/time.ts';
import type { Saving } from '#shared/ports.ts';
import { exists, isFreeOr, isNew, isStill } from './conditions.ts';
import { commitItem, opportunityItem, stateItem } from './customer-items.ts';
import { type Table, toItem } from './items.ts';
import { deliveryKey, identityKey, linkKey } from './keys.ts';
import { linkItem } from './links.ts';
import { mailItem } from './mails.ts';
import { openItemChanges } from './open-items.ts';
import { deletedAfter } from './time-to-live.ts';
import { put, type Write } from './transact.ts';

export type Refused = 'conflict' | 'delivered-before' | 'taken';
type Name = Pick<Table, 'tableName'>;
type Writes = Write<Refused>[];

/** Longer than any provider repeats a delivery, or somebody an import. */
const deliveriesKept = 'P3Y';

/** Everything that one commit writes, in one transaction: all of it or nothing. */
export function writesOf(saving: Saving, table: Name): Writes {
  const { before, after, events } = saving;
  const at = events.at(-1)?.at;
  if (at === undefined) throw new Error(`A commit of ${after.id} without events says nothing; do not save it.`);
  return [
    { write: put(table, stateItem(after), isStill(before?.version ?? 0)), refused: 'conflict' },
    { write: put(table, commitItem(saving, at), isNew), refused: 'conflict' },
    ...claims(saving, at, table),
    ...mails(saving, at, table),
    ...links(saving, at, table),
    ...openItemChanges(before, after, table),
    ...opportunities(saving, table),
  ];
}

/** The delivery, once for all that say the same; the addresses and names, for one customer only. */
function claims({ after, effects, delivery, alias }: Saving, at: Instant, table: Name): Writes {
  const mine = { customerId: after.id };
  const first = delivery && { ...deliveryKey(delivery.key), ...mine, at, ...deletedAfter(at, deliveriesKept) };
  const keys = new Set([...effects.keys, ...(alias ? [alias] : [])]);
  return [
    ...(first ? [{ write: put(table, first, isNew), refused: 'delivered-before' as const }] : []),
    ...[...keys].map((key) => ({
      write: put(table, { ...identityKey(key), ...mine }, isFreeOr('customerId', after.id)),
      refused: 'taken' as const,
    })),
  ];
}

/** A mail that is in the ledger already stays as it is: it may be on its way. */
function mails({ after, effects }: Saving, at: Instant, table: Name): Writes {
  return effects.mails.map((message) => ({
    write: put(table, mailItem({ kind: 'customer', customerId: after.id, ...message }, at), isNew),
    refused: 'skip',
  }));
}

/** A link that is closed stays as it was closed first; one that the table has deleted since stays deleted. */
function links({ after, effects }: Saving, at: Instant, table: Name): Writes {
  const closed = new Map(effects.closed.toReversed().map((closing) => [closing.id, closing]));
  const opened = effects.links.map((link) => ({ ...linkItem(link, after.id, at), closed: closed.get(link.id) }));
  const old = closed.values().filter(({ id }) => effects.links.every((link) => link.id !== id));
  return [
    ...opened.map((item) => ({ write: put(table, item), refused: 'skip' as const })),
    ...old.map((closing) => ({ write: close(closing, table), refused: 'skip' as const })),
  ];
}

function close(closing: LinkClosed, { tableName }: Name): TransactWriteItem {
  return {
    Update: {
      TableName: tableName,
      Key: toItem(linkKey(closing.id)),
      UpdateExpression: 'SET closed = if_not_exists(closed, :closed)',
      ExpressionAttributeValues: toItem({ ':closed': closing }),
      ...exists,
    },
  };
}

function opportunities({ after, events }: Saving, table: Name): Writes {
  const recorded = events.flatMap((event) => (event.type === 'OpportunityRecorded' ? [event.opportunity] : []));
  const last = new Map(recorded.map((opportunity) => [opportunity.id, opportunity]));
  return [...last.values()].map((opportunity) => ({
    write: put(table, opportunityItem(after.id, opportunity)),
    refused: 'skip',
  }));
}

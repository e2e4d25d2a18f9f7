import type { Update } from '@aws-sdk/client-dynamodb';
import type { Instant } from '#domain/time.ts';
import type { Days, LedgerMessage } from '#shared/ports.ts';
import { search, type Table, toItem } from './items.ts';
import { inOrder, mailCounterKey, mailCounters } from './keys.ts';
import { deletedAfter } from './time-to-live.ts';

/** As long as a report may look back. */
const counted = 'P3Y';

type Counter = { readonly what: string; readonly times: number };

/** One more of its kind on this day (UTC): a dozen items a day, whatever is sent. */
export function countOf({ tableName }: Pick<Table, 'tableName'>, message: LedgerMessage, at: Instant): Update {
  const day = inOrder(at).slice(0, 10);
  const what = kindOf(message);
  return {
    TableName: tableName,
    Key: toItem(mailCounterKey(day, what)),
    UpdateExpression: 'SET what = :what, expiresAt = :expiresAt ADD times :one',
    ExpressionAttributeValues: toItem({ ':what': what, ':one': 1, ...expiry(day) }),
  };
}

function expiry(day: string) {
  return { ':expiresAt': deletedAfter(`${day}T00:00:00Z`, counted).expiresAt };
}

/** `digest`, else the template and, unless it is the first of its kind, the variant: `review`, `review/reminder`. */
function kindOf(message: LedgerMessage): string {
  if (message.kind === 'digest') return 'digest';
  return message.variant === 'first' ? message.template : `${message.template}/${message.variant}`;
}

export async function sentMails(
  table: Table,
  { from = '0000', until = '9999' }: Days,
): Promise<Record<string, number>> {
  const sums: Record<string, number> = {};
  // `~` comes after every letter of a kind: the last day is in.
  const range = { between: [from, `${until}~`] as const };
  for await (const { what, times } of search<Counter>(table, { partition: mailCounters, range })) {
    sums[what] = (sums[what] ?? 0) + times;
  }
  return sums;
}

import {
  type CancellationReason,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import type { Condition } from './conditions.ts';
import { type Item, type Table, toItem } from './items.ts';
import type { Key } from './keys.ts';

/** DynamoDB's limit for one transaction. */
const most = 100;

/** One write of a transaction. `refused` names what it means when its condition does not hold; `skip`: the others go ahead without it. */
export type Write<Refused extends string> = { readonly write: TransactWriteItem; readonly refused: Refused | 'skip' };

/** A write whose condition did not hold and the item that stood in its way; `conflict` also when two transactions met. */
export type Refusal<Refused extends string> = { readonly refused: Refused | 'conflict'; readonly item?: Item };

const allOld = { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } as const;

export function put({ tableName }: Pick<Table, 'tableName'>, item: object, condition?: Condition): TransactWriteItem {
  return { Put: { TableName: tableName, Item: toItem(item), ...condition, ...(condition && allOld) } };
}

export function remove({ tableName }: Pick<Table, 'tableName'>, key: Key, condition?: Condition): TransactWriteItem {
  return { Delete: { TableName: tableName, Key: toItem(key), ...condition } };
}

/** Writes nothing: the item only has to be as the condition says. */
export function check({ tableName }: Pick<Table, 'tableName'>, key: Key, condition: Condition): TransactWriteItem {
  return { ConditionCheck: { TableName: tableName, Key: toItem(key), ...condition } };
}

/** All or nothing. Resolves to what stood in the way; to nothing when everything was written. */
export async function transact<Refused extends string>(
  table: Pick<Table, 'client'>,
  writes: readonly Write<Refused>[],
): Promise<Refusal<Refused>[]> {
  if (writes.length > most) {
    throw new Error(
      `A transaction writes at most ${most} items, this one has ${writes.length}: save less at a time, for instance fewer opportunities.`,
    );
  }
  try {
    await table.client.send(new TransactWriteItemsCommand({ TransactItems: writes.map(({ write }) => write) }));
    return [];
  } catch (error) {
    if (!(error instanceof TransactionCanceledException)) throw error;
    const reasons = error.CancellationReasons ?? [];
    const skipped = writes.filter((each, index) => each.refused === 'skip' && reasons[index]?.Code === failed);
    const refusals = writes.flatMap((each, index) => refusalOf(each, reasons[index]));
    if (refusals.length > 0) return refusals;
    if (skipped.length === 0) throw error;
    return transact(
      table,
      writes.filter((each) => !skipped.includes(each)),
    );
  }
}

const failed = 'ConditionalCheckFailed';

function refusalOf<Refused extends string>(
  { write, refused }: Write<Refused>,
  reason: CancellationReason | undefined,
): Refusal<Refused>[] {
  switch (reason?.Code) {
    case undefined:
    case 'None':
      return [];
    case failed:
      return refused === 'skip' ? [] : [{ refused, ...(reason.Item && { item: reason.Item }) }];
    case 'TransactionConflict':
      return [{ refused: 'conflict' }];
    default: {
      const { Put, Update, Delete, ConditionCheck } = write;
      const key = Put?.Item ?? (Update ?? Delete ?? ConditionCheck)?.Key;
      // The sort key only: a partition key may hold somebody's address, and this ends in a log.
      throw new Error(
        `The table refused the transaction at its item ${key?.sk?.S}: ${reason?.Code}. ${reason?.Message}`,
      );
    }
  }
}

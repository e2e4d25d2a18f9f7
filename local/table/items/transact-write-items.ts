import { hash } from 'node:crypto';
import { type Consumed, readUnits, tellCapacity, total, writeConsumed } from '#local/table/items/capacity.ts';
import { refuseEmptyItemKeys, refuseEmptyKeys } from '#local/table/items/check-keys.ts';
import { collectionMetrics } from '#local/table/items/collection-metrics.ts';
import { planCheck, planDelete, planPut, planUpdate } from '#local/table/items/plan.ts';
import { tableOf } from '#local/table/items/table-of.ts';
import { refuseLargePayload } from '#local/table/items/transaction-payload.ts';
import { carryOut, keyFor, type Outcome, type Write, workOut } from '#local/table/items/write.ts';
import type { TableContext } from '#local/table/table-context.ts';
import { invalid, TableError } from '#local/table/table-error.ts';
import type { ReadView, WriteView } from '#local/table/table-store.ts';
import { keyText } from '#local/table/values/key-text.ts';
import type { TransactWriteItemsInput } from '#local/table/wire/item-shapes.ts';

/** All of up to a hundred changes of different items, or none of them; the same ClientRequestToken is carried out once. */
export async function transactWriteItems({ store }: TableContext, input: TransactWriteItemsInput): Promise<object> {
  const writes = input.TransactItems.map(planOf);
  refuseLargePayload(input.TransactItems, writes);
  const { ClientRequestToken: token } = input;
  const fingerprint = token && fingerprintOf(input);
  return await store.write((view) => {
    if (token && fingerprint && wasDone(view, token, fingerprint)) return tellAgain(view, input, writes);
    const worked = workOutAll(view, writes);
    for (const outcome of worked) carryOut(view, outcome);
    if (token && fingerprint) view.remember(token, { fingerprint, answer: null });
    return tell(input, writes, worked);
  });
}

type Entry = TransactWriteItemsInput['TransactItems'][number];

function planOf({ Put, Update, Delete, ConditionCheck, ...rest }: Entry): Write {
  const plans = [
    Put && (() => planPut(Put, 'Put')),
    Update && (() => planUpdate(Update, 'Update')),
    Delete && (() => planDelete(Delete, 'Delete')),
    ConditionCheck && (() => planCheck(ConditionCheck)),
  ].filter((plan) => plan !== undefined);
  const [plan] = plans;
  if (plan === undefined) {
    throw invalid('Invalid Request: TransactWriteRequest should contain Delete or Put or Update request');
  }
  if (plans.length > 1 || Object.keys(rest).length > 0) {
    throw invalid('TransactItems can only contain one of Check, Put, Update or Delete');
  }
  return plan();
}

function workOutAll(view: WriteView, writes: readonly Write[]): Outcome[] {
  const tables = writes.map(({ tableName, change }) => {
    const table = tableOf(view, tableName);
    if (change.kind === 'put') refuseEmptyItemKeys(table, change.item);
    else refuseEmptyKeys(table, change.key);
    return table;
  });
  const results = writes.map((write, index) => {
    const table = tables[index];
    return table && attempt(() => ({ table, write, key: keyFor(table, write) }));
  });
  refuseFirst(results.map((each) => (each && 'refused' in each ? each.refused : undefined)));
  refuseRepeated(results.flatMap((each) => (each && 'done' in each ? [each.done] : [])));
  const outcomes = results.map((each) => {
    if (each === undefined || 'refused' in each) return each;
    const { table, write, key } = each.done;
    return attempt(() => workOut(view, table, write, key));
  });
  if (outcomes.some((each) => each === undefined || 'refused' in each)) {
    throw cancelled(outcomes.map((each) => (each && 'refused' in each ? each.refused : undefined)));
  }
  return outcomes.flatMap((each) => (each && 'done' in each ? [each.done] : []));
}

type Attempt<T> = { readonly done: T } | { readonly refused: TableError };

function attempt<T>(work: () => T): Attempt<T> {
  try {
    return { done: work() };
  } catch (error) {
    if (error instanceof TableError) return { refused: error };
    throw error;
  }
}

function refuseRepeated(entries: readonly { write: Write; key: Parameters<typeof keyText>[0] }[]): void {
  const seen = new Set<string>();
  for (const { write, key } of entries) {
    const id = `${write.tableName} ${keyText(key)}`;
    if (seen.has(id)) throw invalid('Transaction request cannot include multiple operations on one item');
    seen.add(id);
  }
}

/** What does not fit its table is told of the first item only, and then nobody looks whether items or conditions are wrong. */
export function refuseFirst(refusals: readonly (TableError | undefined)[]): void {
  const first = refusals.findIndex((refusal) => refusal !== undefined);
  if (first >= 0) throw cancelled(refusals.map((refusal, index) => (index === first ? refusal : undefined)));
}

/** One reason for each item of the request, in its order; an item that was not in the way has the code None. */
function cancelled(refusals: readonly (TableError | undefined)[]): TableError {
  const reasons = refusals.map((error) => {
    if (error === undefined) return { Code: 'None' };
    const Code = error.name === 'ConditionalCheckFailedException' ? 'ConditionalCheckFailed' : 'ValidationError';
    return { Code, Message: error.message, ...error.extra };
  });
  const codes = reasons.map(({ Code }) => Code).join(', ');
  return new TableError(
    'TransactionCanceledException',
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    { CancellationReasons: reasons },
  );
}

function wasDone(view: ReadView, token: string, fingerprint: string): boolean {
  const known = view.token(token);
  if (known && known.fingerprint !== fingerprint) {
    throw new TableError(
      'IdempotentParameterMismatchException',
      'Requested parameters do not match the ones used in the first request with the same client token.',
    );
  }
  return known !== undefined;
}

/** The same for requests that differ in the order only in which attributes and parameters stand. */
function fingerprintOf({ TransactItems }: TransactWriteItemsInput): string {
  return hash('sha256', JSON.stringify(inOrder(TransactItems)));
}

/** Lists of names and values in place of objects: a third faster than a replacer, where every transaction goes through. */
function inOrder(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(inOrder);
  const members = value as Readonly<Record<string, unknown>>;
  const list: unknown[] = [];
  for (const name of Object.keys(members).sort()) list.push(name, inOrder(members[name]));
  return list;
}

function tell(input: TransactWriteItemsInput, writes: readonly Write[], outcomes: readonly Outcome[]): object {
  const wish = input.ReturnConsumedCapacity;
  const names = [...new Set(writes.map(({ tableName }) => tableName))];
  const consumedOf = (name: string): Consumed =>
    total(
      outcomes
        .filter(({ table }) => table.name === name)
        .map(({ table, before, after }) => writeConsumed(table, before, after, true)),
    );
  return {
    ...(wish &&
      wish !== 'NONE' && {
        ConsumedCapacity: names.map((name) => tellCapacity(wish, consumedOf(name), 'write')),
      }),
    ...(input.ReturnItemCollectionMetrics === 'SIZE' && {
      ItemCollectionMetrics: collectionMetrics(outcomes.filter((_, at) => writes[at]?.change.kind !== 'check')),
    }),
  };
}

/** A transaction that was done already has its items read instead. */
function tellAgain(view: ReadView, input: TransactWriteItemsInput, writes: readonly Write[]): object {
  const wish = input.ReturnConsumedCapacity;
  if (wish === undefined || wish === 'NONE') return {};
  const units = new Map<string, number>();
  for (const write of writes) {
    const table = tableOf(view, write.tableName);
    const size = view.get(table, keyFor(table, write))?.size ?? 0;
    units.set(table.name, (units.get(table.name) ?? 0) + readUnits(size, 'transaction'));
  }
  return {
    ConsumedCapacity: [...units].map(([tableName, table]) =>
      tellCapacity(wish, { tableName, table, indexes: new Map() }, 'read'),
    ),
  };
}

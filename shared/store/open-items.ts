import { isDeepStrictEqual } from 'node:util';
import type { Action } from '#domain/action.ts';
import type { Customer } from '#domain/customer.ts';
import type { OpenAction, OpenReview } from '#shared/ports.ts';
import type { Table } from './items.ts';
import { actionKey, actionsOf, inOrder, reviewKey, reviewsOf } from './keys.ts';
import { put, remove, type Write } from './transact.ts';

/** What waits for a person, in that person's list by due date: written where it differs from before, deleted where it is gone. */
export function openItemChanges(
  before: Customer | undefined,
  after: Customer,
  table: Pick<Table, 'tableName'>,
): Write<never>[] {
  const old = openItems(before);
  const now = openItems(after);
  const changed = now.values().filter((item) => !isDeepStrictEqual(item, old.get(item.sk)));
  const gone = old.values().filter(({ sk }) => !now.has(sk));
  return [
    ...changed.map((item) => ({ write: put(table, item), refused: 'skip' as const })),
    ...gone.map(({ pk, sk }) => ({ write: remove(table, { pk, sk }), refused: 'skip' as const })),
  ];
}

function openItems(customer: Customer | undefined): Map<string, ActionItem | ReviewItem> {
  if (!customer || customer.status === 'dismissed') return new Map();
  const actions = customer.actions.flatMap((action) =>
    action.owner.kind === 'user' ? [actionItem(customer, action, action.owner.id)] : [],
  );
  const review = customer.review ? [reviewItem(customer, customer.review)] : [];
  return new Map([...actions, ...review].map((item) => [item.sk, item]));
}

function actionItem({ id: customerId, name: customerName }: Customer, action: Action, userId: string) {
  const data: OpenAction = { ...action, customerId, customerName };
  return {
    ...actionKey(customerId, action.id),
    data,
    gsi2pk: actionsOf(userId),
    gsi2sk: `${inOrder(action.dueAt)}#${customerId}#${action.id}`,
  };
}
export type ActionItem = ReturnType<typeof actionItem>;

function reviewItem({ id: customerId, name: customerName }: Customer, review: NonNullable<Customer['review']>) {
  const data: OpenReview = { id: review.linkId, customerId, customerName, dueAt: review.dueAt };
  return {
    ...reviewKey(customerId),
    data,
    gsi2pk: reviewsOf(review.reviewerId),
    gsi2sk: `${inOrder(review.dueAt)}#${customerId}`,
  };
}
export type ReviewItem = ReturnType<typeof reviewItem>;

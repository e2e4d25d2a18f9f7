import type { DynamoDBClient, TransactWriteItem } from '@aws-sdk/client-dynamodb';
import { ulid } from 'ulid';
import { defaultPolicy } from '#domain/default-policy.ts';
import { captureCustomer } from '#functions/capture-customer.ts';
import { readDelivery } from '#functions/intake/adapters/read-delivery.ts';
import { capturingOf } from '#functions/intake/to-capture.ts';
import { readConfig } from '#shared/config.ts';
import type { Source } from '#shared/ports.ts';
import { writesOf } from '#shared/store/customer-writes.ts';
import { createStores } from '#shared/store/store.ts';
import { filledForm } from './person.ts';

/** The items that the product writes for a delivery, ready to be sent by somebody else. */
export type Prepared = { readonly id: string; readonly items: TransactWriteItem[] };

/**
 * Takes the delivery of a person as the function would, up to its transaction, and puts the same items without conditions.
 * The outbox is among them, so the table's stream starts the workflow of this customer too.
 */
export async function bareItems(
  table: { client: DynamoDBClient; tableName: string },
  source: Source,
  number: number,
  now: string,
): Promise<Prepared> {
  const rawBody = Buffer.from(filledForm(number));
  const headers = { 'content-type': 'application/json' };
  const read = await readDelivery('json', { method: 'POST', url: '', headers, query: {}, rawBody, source, now });
  const submission = read.kind === 'delivery' ? read.submissions[0] : undefined;
  if (!submission) throw new Error(`The form of person ${number} was not taken: ${JSON.stringify(read)}`);
  const items: TransactWriteItem[] = [];
  const { customers, policies, users } = createStores(table);
  const parts = {
    config: readConfig({ TABLE_NAME: table.tableName }),
    ids: { customer: () => ulid(Date.parse(now)).toLowerCase(), secret: () => '' },
    policies: { ...policies, current: async () => defaultPolicy },
    users: { ...users, list: async () => ({ items: [] }) },
    customers: {
      ...customers,
      async save(saving: Parameters<typeof writesOf>[0]) {
        for (const { write } of writesOf(saving, table)) {
          items.push({ Put: { TableName: table.tableName, Item: write.Put?.Item } });
        }
        return { kind: 'saved' } as const;
      },
    },
  };
  const { id } = await captureCustomer(parts, capturingOf(submission, source, now));
  return { id, items };
}

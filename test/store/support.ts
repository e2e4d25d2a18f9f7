import { CreateTableCommand, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { beforeEach } from 'vitest';
import type { Capture } from '#domain/commands/capture.ts';
import type { Context } from '#domain/commands/context.ts';
import type { Customer } from '#domain/customer.ts';
import { type Command, decide } from '#domain/decide.ts';
import { defaultPolicy } from '#domain/default-policy.ts';
import { effectsOf } from '#domain/effects.ts';
import { process } from '#domain/events.ts';
import { commit } from '#domain/evolve.ts';
import type { CustomerId } from '#domain/ids.ts';
import { isRefusal } from '#domain/refusal.ts';
import type { Saving } from '#shared/ports.ts';
import type { Item } from '#shared/store/items.ts';
import { createStores } from '#shared/store/store.ts';
import { tableDefinition } from '#shared/store/table.ts';
import { useDynamoDb } from '#test/support/dynamodb.ts';

export const now = '2026-11-22T09:00:00.000Z';

export type Stores = ReturnType<typeof createStores>;

/** Call at the top of a test file: every test finds an empty table of its own. */
export function useStores() {
  const database = useDynamoDb();
  let tables = 0;
  const held = { tableName: '' };
  const fresh = async (): Promise<Stores> => {
    tables += 1;
    held.tableName = `crm-${tables}`;
    await database.client.send(new CreateTableCommand(tableDefinition(held.tableName)));
    return createStores({ client: database.client, tableName: held.tableName });
  };
  beforeEach(async () => void (await fresh()));
  return {
    /** Another empty table, for a test that tries many things. */
    fresh,
    get stores() {
      return createStores({ client: database.client, tableName: held.tableName });
    },
    /** Everything in the table, to see what no store shows. */
    async items(): Promise<Record<string, unknown>[]> {
      const { Items } = await database.client.send(
        new ScanCommand({ TableName: held.tableName, ConsistentRead: true }),
      );
      return (Items ?? []).map((item) => unmarshall(item));
    },
    /** Puts every item of the table as it is changed to, as a version from before would have written it. */
    async change(to: (item: Item) => Item): Promise<void> {
      const { tableName: TableName } = held;
      const { Items = [] } = await database.client.send(new ScanCommand({ TableName, ConsistentRead: true }));
      for (const item of Items) await database.client.send(new PutItemCommand({ TableName, Item: to(item) }));
    },
  };
}

export function capture(
  name = 'Rossi',
  email = `${name.toLowerCase()}@example.com`,
  more: Partial<Capture> = {},
): Capture {
  return {
    type: 'capture',
    details: { name, kind: 'company', country: 'IT', locale: 'it', timeZone: 'Europe/Rome', competitors: [] },
    contact: { person: { name: `Anna ${name}`, email }, consents: [], origin: 'form', summary: 'Asked for a visit' },
    ...more,
  };
}

/** What the core decides of a command, ready to be saved. */
export function decided(
  id: string,
  before: Customer | undefined,
  command: Command | Capture,
  context: Partial<Context> = {},
): Saving {
  const customerId = id as CustomerId;
  const events = decide(before, command, { policy: defaultPolicy, now, by: process, ...context }, customerId);
  if (isRefusal(events)) throw new Error(events.message);
  const after = commit(before, events, customerId);
  if (!after) throw new Error(`${command.type} gave no customer.`);
  return { before, after, events, effects: effectsOf(before, after, events) };
}

/** Decides and saves one command after the other; resolves to the customer after the last. */
export async function live(
  { customers }: Pick<Stores, 'customers'>,
  id: string,
  ...commands: readonly (Command | Capture)[]
): Promise<Customer> {
  let customer = await customers.load(id as CustomerId);
  for (const command of commands) {
    const saving = decided(id, customer, command);
    const saved = await customers.save(saving);
    if (saved.kind !== 'saved') throw new Error(`${command.type} of ${id} was not saved: ${saved.kind}`);
    customer = saving.after;
  }
  if (!customer) throw new Error(`There is no customer ${id}.`);
  return customer;
}

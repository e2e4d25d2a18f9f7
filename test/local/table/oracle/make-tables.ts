import { setTimeout as wait } from 'node:timers/promises';
import { askedTables } from './arbitraries/tables.ts';
import type { Tables } from './support.ts';
import type { Told } from './told.ts';

/** The tables that are asked, in both, when they can be asked. */
export async function makeTables(tables: Tables): Promise<void> {
  for (const { input } of askedTables) await tables.ask('CreateTable', input);
  for (const { name } of askedTables) {
    for (;;) {
      const { embedded, oracle } = await tables.ask('DescribeTable', { TableName: name });
      if (isActive(embedded) && isActive(oracle)) break;
      await wait(20);
    }
  }
}

function isActive(told: Told): boolean {
  if ('error' in told) throw new Error(`A table cannot be looked at: ${told.error} ${told.message}`);
  return JSON.stringify(told.body).includes('"TableStatus":"ACTIVE"');
}

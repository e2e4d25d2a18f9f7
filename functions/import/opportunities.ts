import type { z } from 'zod';
import type { OpportunityRow, RowResult } from '#contracts/http/imports.ts';
import type { Opportunity } from '#domain/events.ts';
import type { CustomerId } from '#domain/ids.ts';
import { perform } from '#functions/perform.ts';
import { sameOpportunity } from '#functions/same-opportunity.ts';
import { CrmError } from '#shared/errors.ts';
import { customerOf, type Importing, knownUser, rowResult, userIdOf } from './importing.ts';

type Row = z.infer<typeof OpportunityRow>;

/** So many opportunities go into one transaction with the customer's state; the table takes 100 items. */
const atOnce = 80;

export async function importOpportunities(importing: Importing, rows: readonly Row[]): Promise<RowResult[]> {
  const results: RowResult[] = [];
  for (const [companyKey, group] of Map.groupBy(rows, (row) => row.companyKey)) {
    results.push(...(await importGroup(importing, companyKey, group)));
  }
  return results;
}

async function importGroup(importing: Importing, companyKey: string, rows: Row[]): Promise<RowResult[]> {
  try {
    const id = await customerOf(importing, companyKey);
    const results: RowResult[] = [];
    const good: Row[] = [];
    for (const row of rows) {
      const refused = await refusalOf(importing, row);
      if (refused) results.push(refused);
      else good.push(row);
    }
    for (let at = 0; at < good.length; at += atOnce)
      results.push(...(await importBatch(importing, id, good.slice(at, at + atOnce))));
    return results;
  } catch (error) {
    if (!(error instanceof CrmError)) throw error;
    return rows.map(({ line }) => ({ line, result: 'rejected', reason: error.message }));
  }
}

async function refusalOf(importing: Importing, { line, ownerKey }: Row): Promise<RowResult | undefined> {
  const { result, reason } = await rowResult(line, async () => {
    await knownUser(importing, 'ownerKey', ownerKey);
    return 'unchanged';
  });
  return reason ? { line, result, reason } : undefined;
}

async function importBatch(importing: Importing, id: CustomerId, rows: Row[]): Promise<RowResult[]> {
  const { deps, now, by } = importing;
  let results: RowResult[] = [];
  await perform(deps, { id, now, by }, async () => {
    const known = new Map((await deps.customers.opportunities(id)).map((one) => [one.id, one]));
    const items: { opportunity: Opportunity; before?: Opportunity }[] = [];
    results = rows.map((row) => {
      const opportunity = toOpportunity(importing, row);
      const before = known.get(row.id);
      if (before && sameOpportunity(before, opportunity)) return { line: row.line, result: 'unchanged' };
      items.push({ opportunity, ...(before && { before }) });
      known.set(row.id, opportunity);
      return { line: row.line, result: before ? 'changed' : 'created' };
    });
    return items.length > 0 ? { type: 'record-opportunities', items } : undefined;
  });
  return results;
}

function toOpportunity(importing: Importing, row: Row): Opportunity {
  const { id, product, stage, amountMinor, engagedAt, closedAt, ownerKey } = row;
  return {
    id,
    product,
    stage,
    amountMinor,
    ...(engagedAt && { engagedAt }),
    ...(closedAt && { closedAt }),
    ...(ownerKey && { ownerId: userIdOf(importing, ownerKey) }),
  };
}

import type { z } from 'zod';
import type { CompanyRow, RowResult } from '#contracts/http/imports.ts';
import type { Details } from '#domain/events.ts';
import { captureCustomer } from '#functions/capture-customer.ts';
import { perform } from '#functions/perform.ts';
import { aliasOf, type Importing, knownUser, rowResult } from './importing.ts';

type Row = z.infer<typeof CompanyRow>;

/** People and deals of a company follow in the same import: the process waits for them. */
const startAfter = 'PT10M';

export async function importCompanies(importing: Importing, rows: readonly Row[]): Promise<RowResult[]> {
  const results: RowResult[] = [];
  for (const row of rows) results.push(await rowResult(row.line, () => importCompany(importing, row)));
  return results;
}

/** The first import makes the customer, and its process begins; a later one changes what the other system has changed. */
async function importCompany(importing: Importing, row: Row): Promise<RowResult['result']> {
  const { deps, now, by } = importing;
  const alias = aliasOf(importing, row.key);
  const ownerId = await knownUser(importing, 'ownerKey', row.ownerKey);
  const known = await deps.customers.find(alias);
  if (!known) {
    const contact = { consents: [], origin: importing.system, summary: `imported from ${importing.system}` };
    const { result } = await captureCustomer(deps, {
      details: detailsOf(row),
      contact,
      ownerId,
      now,
      by,
      alias,
      startAfter,
    });
    return result === 'created' ? 'created' : 'unchanged';
  }
  const before = await deps.customers.load(known);
  const {
    country: _country,
    locale: _locale,
    timeZone: _zone,
    kind: _kind,
    competitors: _competitors,
    ...changes
  } = detailsOf(row);
  const after = await perform(deps, { id: known, now, by }, () => ({ type: 'change-details', changes }));
  const owned = ownerId
    ? await perform(deps, { id: known, now, by }, () => ({ type: 'assign-owner', ownerId }))
    : after;
  return owned.version === before?.version ? 'unchanged' : 'changed';
}

function detailsOf(row: Row): Details {
  return {
    name: row.name,
    kind: 'company',
    country: row.country ?? 'IT',
    locale: row.locale ?? 'it',
    timeZone: row.timeZone ?? 'Europe/Rome',
    competitors: [],
    ...(row.domain && { domain: row.domain }),
    ...(row.sector && { sector: row.sector }),
    ...(row.employees !== undefined && { employees: row.employees }),
    ...(row.revenueMinor !== undefined && { revenueMinor: row.revenueMinor }),
    ...(row.parent && { parent: row.parent }),
  };
}

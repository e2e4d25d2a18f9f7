import type { z } from 'zod';
import type { PersonRow, RowResult } from '#contracts/http/imports.ts';
import { findPerson } from '#domain/commands/capture.ts';
import { perform } from '#functions/perform.ts';
import { customerOf, type Importing, rowResult } from './importing.ts';

type Row = z.infer<typeof PersonRow>;

export async function importPeople(importing: Importing, rows: readonly Row[]): Promise<RowResult[]> {
  const results: RowResult[] = [];
  for (const row of rows) results.push(await rowResult(row.line, () => importPerson(importing, row)));
  return results;
}

async function importPerson(importing: Importing, row: Row): Promise<RowResult['result']> {
  const { deps, now, by } = importing;
  const id = await customerOf(importing, row.companyKey);
  const { line: _line, companyKey: _key, consents = [], ...person } = row;
  let result: RowResult['result'] = 'unchanged';
  const customer = await perform(deps, { id, now, by }, (known) => {
    if (findPerson(known, exact(person))) return undefined;
    result = 'created';
    return { type: 'add-person', person: exact(person) };
  });
  const added = findPerson(customer, exact(person));
  if (!added) return result;
  for (const { purpose, granted, text } of consents) {
    const command = {
      type: 'record-consent' as const,
      personId: added.id,
      purpose,
      granted,
      text,
      source: importing.system,
    };
    if (added.consents[purpose]?.granted === granted) continue;
    await perform(deps, { id, now, by }, () => command);
    result = result === 'created' ? 'created' : 'changed';
  }
  return result;
}

type Given = Omit<Row, 'line' | 'companyKey' | 'consents'>;

function exact({ name, email, phone, role, dmuRole }: Given) {
  return { name, ...(email && { email }), ...(phone && { phone }), ...(role && { role }), ...(dmuRole && { dmuRole }) };
}

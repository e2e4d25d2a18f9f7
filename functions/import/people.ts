import type { z } from 'zod';
import type { PersonRow, RowResult } from '#contracts/http/imports.ts';
import type { Customer } from '#domain/customer.ts';
import { findPerson } from '#domain/people.ts';
import { writtenPhone } from '#functions/intake/fields/phone.ts';
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
  const given = await exact(person);
  let before: Customer | undefined;
  const customer = await perform(deps, { id, now, by }, (known) => {
    before = known;
    return { type: 'keep-person', person: given };
  });
  let result: RowResult['result'] = resultOf(before, customer);
  const added = findPerson(customer, given);
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

function resultOf(before: Customer | undefined, after: Customer): RowResult['result'] {
  if (before?.version === after.version) return 'unchanged';
  return before?.people.length === after.people.length ? 'changed' : 'created';
}

async function exact({ name, email, phone, role, dmuRole }: Given) {
  return {
    name,
    ...(email && { email }),
    ...(phone && { phone: await writtenPhone(phone) }),
    ...(role && { role }),
    ...(dmuRole && { dmuRole }),
  };
}

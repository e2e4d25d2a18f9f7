import type { z } from 'zod';
import type { RowResult, UserRow } from '#contracts/http/imports.ts';
import { keepUser } from '#functions/keep-user.ts';
import type { User } from '#shared/ports.ts';
import { type Importing, rowResult, userIdOf } from './importing.ts';

type Row = z.infer<typeof UserRow>;

export async function importUsers(importing: Importing, rows: readonly Row[]): Promise<RowResult[]> {
  const results: RowResult[] = [];
  for (const row of rows) results.push(await rowResult(row.line, () => importUser(importing, row)));
  return results;
}

async function importUser(importing: Importing, row: Row): Promise<RowResult['result']> {
  const { deps } = importing;
  const id = userIdOf(importing, row.key);
  const before = await deps.users.get(id);
  const wanted = {
    name: row.name,
    email: row.email.toLowerCase(),
    role: row.role,
    locale: row.locale ?? 'it',
    timeZone: row.timeZone ?? 'Europe/Rome',
    ...(row.managerKey && { managerId: userIdOf(importing, row.managerKey) }),
    ...(row.region && { region: row.region }),
  } as const;
  if (before && Object.entries(wanted).every(([key, value]) => before[key as keyof User] === value)) return 'unchanged';
  const version = before?.version ?? 0;
  await keepUser(deps, { active: true, ...before, ...wanted, id, version: version + 1 }, version);
  return before ? 'changed' : 'created';
}

import type { z } from 'zod';
import type { RowResult, UserRow } from '#contracts/http/imports.ts';
import { keepUser } from '#functions/keep-user.ts';
import type { User } from '#shared/ports.ts';
import { type Importing, knownUser, rowResult, userIdOf } from './importing.ts';

type Row = z.infer<typeof UserRow>;

export async function importUsers(importing: Importing, rows: readonly Row[]): Promise<RowResult[]> {
  const results: RowResult[] = [];
  for (const row of managersFirst(rows)) results.push(await rowResult(row.line, () => importUser(importing, row)));
  return results;
}

/** A row may stand before that of its manager. In a circle nobody is first: those rows name somebody who is not there yet. */
function managersFirst(rows: readonly Row[]): Row[] {
  const sorted: Row[] = [];
  let left = [...rows];
  while (left.length > 0) {
    const coming = new Set(left.map(({ key }) => keyOf(key)));
    const ready = left.filter((row) => !row.managerKey || !coming.has(keyOf(row.managerKey)));
    if (ready.length === 0) return [...sorted, ...left];
    sorted.push(...ready);
    left = left.filter((row) => !ready.includes(row));
  }
  return sorted;
}

function keyOf(key: string): string {
  return key.trim().toLowerCase();
}

async function importUser(importing: Importing, row: Row): Promise<RowResult['result']> {
  const { deps } = importing;
  const id = userIdOf(importing, row.key);
  const managerId = await knownUser(importing, 'managerKey', row.managerKey);
  const before = await deps.users.get(id);
  const wanted = {
    name: row.name,
    email: row.email.toLowerCase(),
    role: row.role,
    locale: row.locale ?? 'it',
    timeZone: row.timeZone ?? 'Europe/Rome',
    ...(managerId && { managerId }),
    ...(row.region && { region: row.region }),
  } as const;
  if (before && Object.entries(wanted).every(([key, value]) => before[key as keyof User] === value)) return 'unchanged';
  const version = before?.version ?? 0;
  await keepUser(deps, { active: true, ...before, ...wanted, id, version: version + 1 }, version);
  return before ? 'changed' : 'created';
}

import { createHash } from 'node:crypto';
import type { RowResult } from '#contracts/http/imports.ts';
import type { Actor } from '#domain/events.ts';
import { type CustomerId, UserId } from '#domain/ids.ts';
import type { Deps } from '#functions/deps.ts';
import { CrmError } from '#shared/errors.ts';

export type Importing = {
  readonly deps: Deps;
  readonly system: string;
  readonly by: Actor;
  readonly now: string;
  /** Users that rows of this batch have named already, by id. */
  readonly users: Map<UserId, Promise<boolean>>;
};

/** The name of a customer in the system that it comes from. */
export function aliasOf({ system }: Importing, key: string): string {
  return `alias:${digest(system, key)}`;
}

/** The same person of the same system is the same user at every import. */
export function userIdOf({ system }: Importing, key: string): UserId {
  return UserId.parse(`u-${digest(system, key)}`);
}

/**
 * The user that a row names, who may have left since; undefined where it names none.
 * @throws CrmError `owner.unknown` for one that this system has not brought in.
 */
export async function knownUser(importing: Importing, field: string, key: string | undefined) {
  if (key === undefined) return undefined;
  const id = userIdOf(importing, key);
  const known = importing.users.get(id) ?? importing.deps.users.get(id).then((user) => user !== undefined);
  importing.users.set(id, known);
  if (await known) return id;
  const remedy = 'import the users first, or correct the row';
  throw new CrmError('owner.unknown', `${field}: no user ${key} of ${importing.system} is known; ${remedy}.`);
}

function digest(system: string, key: string): string {
  return createHash('sha256').update(`${system}\n${key.trim().toLowerCase()}`).digest('hex').slice(0, 24);
}

export async function customerOf({ deps, ...importing }: Importing, key: string): Promise<CustomerId> {
  const id = await deps.customers.find(aliasOf({ deps, ...importing }, key));
  if (!id)
    throw new CrmError(
      'import.company-unknown',
      `No company ${key} has been imported; check the row, or import the companies first.`,
    );
  return id;
}

/** An expected failure is the result of this row and stops no other. */
export async function rowResult(line: number, take: () => Promise<RowResult['result']>): Promise<RowResult> {
  try {
    return { line, result: await take() };
  } catch (error) {
    if (error instanceof CrmError) return { line, result: 'rejected', reason: error.message };
    throw error;
  }
}

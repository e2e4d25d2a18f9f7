import type { Deps } from '#functions/deps.ts';

/** How long a warm function goes on with what it has read, milliseconds of the invocation's time. */
const fresh = 5_000;
const known = new Map<string, { readonly value: Promise<unknown>; readonly at: number }>();

/**
 * The parts that take a form in, with the policy and the account managers as they were at most five seconds ago: so a form
 * costs one round trip to the table. The decision names the policy's version that it was taken under, as ever.
 */
export function recentParts({ customers, policies, users, config, ids }: Deps, now: string) {
  const at = Date.parse(now);
  return {
    customers,
    config,
    ids,
    policies: { ...policies, current: () => recent('policy', at, policies.current) },
    users: {
      ...users,
      list: (page: Parameters<typeof users.list>[0]) =>
        recent(`users ${page.limit} ${page.cursor ?? ''}`, at, () => users.list(page)),
    },
  };
}

/** What failed is read again. */
function recent<T>(what: string, at: number, read: () => Promise<T>): Promise<T> {
  const kept = known.get(what);
  if (kept && Math.abs(at - kept.at) < fresh) return kept.value as Promise<T>;
  const value = read();
  known.set(what, { value, at });
  value.catch(() => known.delete(what));
  return value;
}

import { completed, defaultPolicy } from '#domain/default-policy.ts';
import type { Policy } from '#domain/policy.ts';
import type { Instant } from '#domain/time.ts';
import type { PolicyStore } from '#shared/ports.ts';
import { exists, isNew } from './conditions.ts';
import { collect, read, search, type Table } from './items.ts';
import { policies, policyKey } from './keys.ts';
import { check, put, transact } from './transact.ts';

type PolicyItem = { readonly data: Policy; readonly version: number; readonly at: Instant; readonly by: string };

export function createPolicyStore(table: Table): PolicyStore {
  const newest = (limit?: number) =>
    search<PolicyItem>(table, { partition: policies, newestFirst: true, ...(limit && { limit }) });
  return {
    async current() {
      const { value } = await newest(1).next();
      return value ? versioned(value) : defaultPolicy;
    },

    async get(version) {
      if (version === defaultPolicy.version) return defaultPolicy;
      const item = await read<PolicyItem>(table, policyKey(version));
      return item && versioned(item);
    },

    /** Those that somebody wrote, newest first. */
    async versions() {
      return await collect(newest(), ({ version, at, by }) => ({ version, at, by }));
    },

    async add(policy, expected, at, by) {
      const version = expected + 1;
      const { version: _, ...data }: Policy & { version?: number } = policy;
      const refusals = await transact(table, [
        { write: put(table, { ...policyKey(version), data, version, at, by }, isNew), refused: 'conflict' },
        ...(expected === defaultPolicy.version
          ? []
          : [{ write: check(table, policyKey(expected), exists), refused: 'conflict' as const }]),
      ]);
      return refusals.length === 0 ? version : 'conflict';
    },
  };
}

function versioned({ data, version }: PolicyItem) {
  return { ...completed(data), version };
}

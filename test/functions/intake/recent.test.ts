import { describe, expect, test } from 'vitest';
import { defaultPolicy } from '#domain/default-policy.ts';
import type { Deps } from '#functions/deps.ts';
import { recentParts } from '#functions/intake/recent.ts';

/** A table that counts how often it is asked for the policy, and can be told to fail. */
function table(policy: { failing: boolean }) {
  const asked = { times: 0 };
  const current = async () => {
    asked.times += 1;
    if (policy.failing) throw new Error('The table does not answer.');
    return defaultPolicy;
  };
  const policies: Deps['policies'] = {
    current,
    get: async () => undefined,
    versions: async () => [],
    add: async () => 'conflict',
  };
  const parts: Partial<Deps> = { policies };
  return { asked, deps: parts as Deps };
}

const at = (second: number) => new Date(Date.UTC(2026, 10, 22, 8, 0, second)).toISOString();

describe('what the intake knows of the policy', () => {
  test('is read once for the forms of five seconds, and anew after them', async () => {
    const { asked, deps } = table({ failing: false });
    await Promise.all([0, 1, 4].map((second) => recentParts(deps, at(second)).policies.current()));
    expect(asked.times).toBe(1);
    await recentParts(deps, at(5)).policies.current();
    expect(asked.times).toBe(2);
  });

  test('is read again for the next form when it could not be read', async () => {
    const policy = { failing: true };
    const { deps } = table(policy);
    await expect(recentParts(deps, at(30)).policies.current()).rejects.toThrow('does not answer');
    policy.failing = false;
    expect(await recentParts(deps, at(31)).policies.current()).toEqual(defaultPolicy);
  });
});

import { describe, expect, test } from 'vitest';
import { completed, defaultPolicy } from '#domain/default-policy.ts';
import { Policy } from '#domain/policy.ts';

const { cycle, review } = defaultPolicy;
const { version: _, ...shipped } = defaultPolicy;
const accepts = (changes: object) => Policy.safeParse({ ...shipped, ...changes }).success;

test('a policy may wait not at all, and for years', () => {
  expect(accepts({ review: { ...review, wait: 'PT0S' } })).toBe(true);
  expect(accepts({ review: { ...review, wait: 'P10Y' } })).toBe(true);
  expect(accepts({ review: { ...review, wait: 'P9999Y' } })).toBe(false);
});

test('a cycle that would begin again at once, without end, is refused', () => {
  expect(accepts({ cycle: { ...cycle, cadence: 'P0D' } })).toBe(false);
  expect(accepts({ cycle: { ...cycle, retryAfter: 'PT0S' } })).toBe(false);
  expect(accepts({ cycle: { ...cycle, length: 'PT0S', cadence: 'PT1M' } })).toBe(true);
});

describe('the default of a review', () => {
  const taking = (defaults: object) =>
    Policy.safeParse({ ...shipped, review: { ...review, defaults: { ...review.defaults, ...defaults } } });

  test.each([
    ['first-plan-of-important-customer', 'dismiss'],
    ['first-plan-of-important-customer', 'self-service'],
    ['class-change', 'dismiss'],
    ['plan-over-limit', 'approve'],
    ['plan-over-limit', 'dismiss'],
    ['dismissal', 'approve'],
  ])('for %s may not be %s, and the refusal says where and what may', (kind, decision) => {
    const { error } = taking({ [kind]: decision });
    expect(error?.issues).toMatchObject([{ path: ['review', 'defaults', kind] }]);
    expect(error?.issues[0]?.message).toContain(
      `"${decision}" is no safe default when nobody decides a review for ${kind}`,
    );
  });

  test('may be whatever does no harm', () => {
    expect(taking({ dismissal: 'keep-serving', 'class-change': 'keep-class' }).success).toBe(true);
    expect(taking({ 'first-plan-of-important-customer': 'trim-plan', 'plan-over-limit': 'people-only' }).success).toBe(
      true,
    );
  });
});

test('what a policy does not say of what came later is as in the policy that is shipped', () => {
  const { scoreCycles: __, retryAtMost: ___, tellAfterStalls: ____, ...older } = cycle;
  expect(Policy.parse({ ...shipped, cycle: older })).toEqual(shipped);
  expect(completed({ ...defaultPolicy, cycle: older as typeof cycle })).toEqual(defaultPolicy);
});

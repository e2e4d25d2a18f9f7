import { expect, test } from 'vitest';
import { defaultPolicy } from '#domain/default-policy.ts';
import { Policy } from '#domain/policy.ts';

const { cycle, review } = defaultPolicy;
const accepts = (changes: object) => Policy.safeParse({ ...defaultPolicy, ...changes }).success;

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

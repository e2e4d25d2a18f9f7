import { describe, expect, test } from 'vitest';
import { now, useStores } from './support.ts';

const table = useStores();
const response = { statusCode: 201, headers: { etag: '"1"' }, body: '{"id":"c1"}' };
const plus = (milliseconds: number) => new Date(Date.parse(now) + milliseconds).toISOString();
const minute = 60_000;

describe('A write with an Idempotency-Key', () => {
  test('is begun by one of twenty that come at once; the others see it running', async () => {
    const { idempotency } = table.stores;
    const begun = await Promise.all(Array.from({ length: 20 }, () => idempotency.begin('k', 'h', now)));
    expect(begun.filter((seen) => seen === undefined)).toHaveLength(1);
    expect(begun.filter((seen) => seen?.status === 'running' && seen.hash === 'h')).toHaveLength(19);
  });

  test('is answered from memory for a day, with the hash of what was asked', async () => {
    const { idempotency } = table.stores;
    await idempotency.begin('k', 'h', now);
    await idempotency.finish('k', 'h', response, now);
    expect(await idempotency.begin('k', 'other', plus(23 * 60 * minute))).toEqual({
      hash: 'h',
      status: 'done',
      response,
    });
    expect(await idempotency.begin('k', 'other', plus(24 * 60 * minute))).toBeUndefined();
  });

  test('that was given up may be begun again at once', async () => {
    const { idempotency } = table.stores;
    await idempotency.begin('k', 'h', now);
    await idempotency.forget('k');
    expect(await idempotency.begin('k', 'h', now)).toBeUndefined();
  });

  test('whose process died may be begun again after a minute, by one', async () => {
    const { idempotency } = table.stores;
    await idempotency.begin('k', 'h', now);
    expect(await idempotency.begin('k', 'h', plus(minute))).toEqual({ hash: 'h', status: 'running' });
    const again = Array.from({ length: 20 }, () => idempotency.begin('k', 'h', plus(minute + 1)));
    expect((await Promise.all(again)).filter((seen) => seen === undefined)).toHaveLength(1);
  });
});

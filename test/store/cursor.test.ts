import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CustomerId, UserId } from '#domain/ids.ts';
import type { CustomerFilter } from '#shared/ports.ts';
import { BadCursor, cursorOf, placeOf } from '#shared/store/cursor.ts';
import { useStores } from './support.ts';

const table = useStores();

describe('A cursor', () => {
  test('leads back to its place', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'grapheme' }), (place) => {
        expect(placeOf('by-name', cursorOf('by-name', place))).toBe(place);
      }),
    );
  });

  test('that is made up is refused, never taken for a place', () => {
    fc.assert(
      fc.property(fc.string(), (made) => {
        expect(() => placeOf('by-name', made)).toThrow(BadCursor);
      }),
    );
  });

  test.each([
    ['of another list', cursorOf('by-next-action', '2026-11-22T09:00:00.000Z#c1')],
    ['with a character more', `${cursorOf('by-version', '3')}A`],
    ['of no version', cursorOf('by-version', 'three')],
    ['of a version that can’t be', cursorOf('by-version', '-1')],
    ['that is empty', ''],
  ])('%s is refused by the timeline', async (_, cursor) => {
    const timeline = table.stores.customers.timeline('c1' as CustomerId, { limit: 5, cursor });
    await expect(timeline).rejects.toThrow(BadCursor);
  });

  const filters: CustomerFilter[] = [{}, { ownerId: 'u1' as UserId }];
  test.each(filters)('that is broken is refused by the list %j', async (filter) => {
    const list = table.stores.customers.list(filter, { limit: 5, cursor: 'broken' });
    await expect(list).rejects.toThrow('leave it out to begin at the start');
  });
});

import { expect } from 'vitest';
import { known, withoutHead } from './known-differences.ts';
import type { Both } from './support.ts';
import type { Told } from './told.ts';

/** That both answer the same; @returns false when they differ in a way that is known. */
export function expectSame({ embedded, oracle }: Both, request: unknown): boolean {
  if (known(embedded, oracle)) return false;
  const asked = wished(request);
  const theirs = comparable(oracle, asked, embedded);
  expect({ request, told: comparable(withoutHead(embedded), asked, oracle) }).toEqual({ request, told: theirs });
  return true;
}

type Wishes = { readonly capacity: boolean };

function wished(request: unknown): Wishes {
  const text = JSON.stringify(request);
  return { capacity: /"ReturnConsumedCapacity":"(?:TOTAL|INDEXES)"/.test(text) };
}

/**
 * Without what DynamoDB Local tells of a deleted item that was not there though nobody asked (its capacity), and what it
 * doesn't tell of a write that changed nothing (its item collection; the API reference makes no such exception).
 */
function comparable(told: Told, { capacity }: Wishes, other: Told): Told {
  if ('error' in told || 'error' in other) return told;
  const body = { ...(told.body as Record<string, unknown>) };
  if (!capacity) delete body.ConsumedCapacity;
  if (!('ItemCollectionMetrics' in (other.body as object))) delete body.ItemCollectionMetrics;
  return { ...told, body };
}

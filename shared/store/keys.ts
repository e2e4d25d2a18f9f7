import { createHash } from 'node:crypto';
import type { Instant } from '#domain/time.ts';

export type Key = { readonly pk: string; readonly sk: string };

/** Partitions of the list of customers: each takes a thousand writes a second. */
const shards = 8;
const statuses = ['active', 'dismissed'] as const;
type Status = (typeof statuses)[number];

export const opportunities = 'O#';
export const counters = 'COUNT#';
export const policies = 'POLICY';
/** Mails that left, by day. */
export const mailCounters = 'MAILS';
export const users = 'users';
export const sources = 'sources';

/** Where in the list of customers those without a next action stand: behind every date. */
export const withoutNextAction = 'none#';

export const customerKey = (id: string): Key => ({ pk: customerPartition(id), sk: 'STATE' });
export const commitKey = (id: string, version: number): Key => ({ pk: customerPartition(id), sk: commitSort(version) });
export const actionKey = (id: string, actionId: string): Key => ({ pk: customerPartition(id), sk: `A#${actionId}` });
export const reviewKey = (id: string): Key => ({ pk: customerPartition(id), sk: 'REVIEW' });
export const opportunityKey = (id: string, opportunityId: string): Key => ({
  pk: customerPartition(id),
  sk: `${opportunities}${opportunityId}`,
});
export const waitKey = (id: string): Key => ({ pk: customerPartition(id), sk: 'WAIT' });
export const identityKey = (key: string): Key => ({ pk: `K#${key}`, sk: 'K' });
export const identityOf = (pk: string): string => pk.slice('K#'.length);
export const deliveryKey = (key: string): Key => ({ pk: `D#${key}`, sk: 'D' });
export const linkKey = (id: string): Key => ({ pk: `L#${id}`, sk: 'L' });
export const mailKey = (id: string): Key => ({ pk: `M#${id}`, sk: 'M' });
export const sourceKey = (id: string): Key => ({ pk: sourcePartition(id), sk: 'S' });
export const counterKey = (id: string, day: string, what: string): Key => ({
  pk: sourcePartition(id),
  sk: `${counters}${day}#${what}`,
});
export const mailCounterKey = (day: string, what: string): Key => ({ pk: mailCounters, sk: `${day}#${what}` });
export const userKey = (id: string): Key => ({ pk: `U#${id}`, sk: 'U' });
export const userAddressKey = (email: string): Key => identityKey(`user:${email.trim().toLowerCase()}`);
export const policyKey = (version: number): Key => ({ pk: policies, sk: `V#${padded(version)}` });
export const idempotencyKey = (key: string): Key => ({ pk: `I#${key}`, sk: 'I' });

export function customerPartition(id: string): string {
  return `C#${id}`;
}

export function sourcePartition(id: string): string {
  return `S#${id}`;
}

/** The greatest that a commit's eight digits hold. */
export const newestVersion = 99_999_999;

/** Eight digits, so that the order of the text is the order of the numbers. */
export function commitSort(version: number): string {
  return `E#${padded(version)}`;
}

/** Where a customer stands in the list by next action: one of eight partitions by its id. */
export function customersShard(status: Status, id: string): string {
  return `customers#${status}#${createHash('sha256').update(id).digest().readUInt8(0) % shards}`;
}

export function customersShards(status: Status | undefined): string[] {
  const wanted = status ? [status] : statuses;
  return wanted.flatMap((each) => Array.from({ length: shards }, (_, shard) => `customers#${each}#${shard}`));
}

export function customersOf(ownerId: string | undefined): string {
  return `customers-of#${ownerId ?? 'nobody'}`;
}

export function actionsOf(userId: string): string {
  return `actions-of#${userId}`;
}

export function reviewsOf(userId: string): string {
  return `reviews-of#${userId}`;
}

/** UTC with milliseconds: whatever its zone, an instant has one text, and texts are in the order of time. */
export function inOrder(at: Instant): string {
  return new Date(at).toISOString();
}

/** Names in the order of the alphabet without regard to case; cut, because a key has at most 1,024 bytes. */
export function byName(name: string, id: string): string {
  return `${name.toLowerCase().slice(0, 200)}#${id}`;
}

function padded(version: number): string {
  return String(version).padStart(8, '0');
}

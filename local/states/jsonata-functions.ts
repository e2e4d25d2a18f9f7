import { createHash } from 'node:crypto';
import jsonata from 'jsonata';
import { type Json, nestsTooDeep, TOO_DEEP } from './json.ts';
import { fractionOf, uuidOf } from './seeded.ts';

/** What an expression may know beside its variables: the time, and values that look random. */
export type Surroundings = { now: number; draw: () => Buffer };

const HASHES: Record<string, string> = {
  MD5: 'md5',
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
};

/** JSONata unwraps a sequence of one value, and a list that a function made only when it is marked so. */
const sequence = (items: Json[]): Json[] =>
  Object.defineProperty(items, 'sequence', { enumerable: false, writable: false, value: true });

function range(start: number, end: number, step: number): Json[] {
  if (step === 0) throw new Error('$range: the step is 0, it must be another number');
  if ((end - start) / step >= 1e7)
    throw new Error('$range: more than 10000000 items, as many as JSONata makes at once');
  const items: Json[] = [];
  for (let value = start; step > 0 ? value <= end : value >= end; value += step) items.push(value);
  return sequence(items);
}

function partition(items: Json[], size: number): Json[][] {
  if (!Number.isInteger(size) || size < 1) throw new Error(`$partition: the size is ${size}, it must be 1 or more`);
  const parts: Json[][] = [];
  for (let at = 0; at < items.length; at += size) parts.push(items.slice(at, at + size));
  return parts;
}

function hash(value: Json, algorithm: string): string {
  const name = HASHES[algorithm];
  if (name === undefined)
    throw new Error(`$hash: '${algorithm}' is not one of the algorithms ${Object.keys(HASHES).join(', ')}`);
  return createHash(name)
    .update(typeof value === 'string' ? value : JSON.stringify(value))
    .digest('hex');
}

function parse(text: string): unknown {
  if (nestsTooDeep(text)) throw new Error(`$parse: ${TOO_DEEP}`);
  return JSON.parse(text);
}

/** AWS's additions to JSONata 2.0.6 that depend on their arguments only, and its removal of $eval. */
export function addFunctions(expression: jsonata.Expression): void {
  expression.registerFunction('range', range, '<nnn:a>');
  expression.registerFunction('partition', partition, '<an:a>');
  expression.registerFunction('hash', hash, '<xs:s>');
  expression.registerFunction('parse', parse, '<s:x>');
  expression.assign('eval', undefined);
}

const formatTime = jsonata('$fromMillis($millis, $picture, $timezone)');

/** Functions whose answer depends on the moment or on chance, for one evaluation. */
export const surroundingFunctions = ({ now, draw }: Surroundings) => ({
  millis: () => now,
  now: (picture?: string, timezone?: string) => formatTime.evaluate(undefined, { millis: now, picture, timezone }),
  uuid: () => uuidOf(draw()),
  random: (seed?: number) =>
    seed === undefined ? fractionOf(draw()) : fractionOf(createHash('sha256').update(`${seed}`).digest()),
  shuffle: (items: readonly Json[] | undefined) => {
    const order = items?.map((item) => ({ item, rank: fractionOf(draw()) }));
    return order?.toSorted((a, b) => a.rank - b.rank).map(({ item }) => item);
  },
});

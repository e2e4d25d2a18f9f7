import { boundLimit } from '#local/bound-limit.ts';

/** SQL that reads by keys, for one source. Made once, as its prepared statements are found by the text. */
export type EntryTexts = { readonly find: string; readonly reads: readonly string[] };

/** What a reading has of the three things that its text depends on. */
type Reading = { readonly forward: boolean; readonly isBounded: boolean; readonly isLimited: boolean };

const placeOf = ({ forward, isBounded, isLimited }: Reading): number =>
  (forward ? 1 : 0) + (isBounded ? 2 : 0) + (isLimited ? 4 : 0);

const both = [false, true];

export function entryTexts(keys: string, items: string): EntryTexts {
  const joined = `FROM ${keys} k CROSS JOIN ${items} i ON i.id = k.id WHERE k.key`;
  const reads: string[] = [];
  for (const forward of both) {
    for (const isBounded of both) {
      for (const isLimited of both) {
        const place = placeOf({ forward, isBounded, isLimited });
        const order = `ORDER BY k.key${forward ? '' : ' DESC'}${isLimited ? ` ${boundLimit}` : ''}`;
        reads[place] = `SELECT i.item, i.size ${joined} >= ?${isBounded ? ' AND k.key < ?' : ''} ${order}`;
      }
    }
  }
  return { find: `SELECT i.id, i.size, i.item ${joined} = ?`, reads };
}

export const readText = ({ reads }: EntryTexts, reading: Reading): string => reads[placeOf(reading)] ?? '';

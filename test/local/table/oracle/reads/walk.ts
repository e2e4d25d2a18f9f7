import fc from 'fast-check';
import type { Both, Tables } from '../support.ts';
import { bodyOf, saidBy } from './compare.ts';
import { type Index, type Item, type Key, keyValue, type Shape } from './shapes.ts';

/** A query or a scan to be read to its end, page by page. */
export type Walk = { readonly operation: 'Query' | 'Scan'; readonly index: Index | undefined; readonly input: object };

export type Walked = { readonly items: readonly Item[]; readonly pages: readonly (readonly Item[])[] };

const most = 200;

/** Reads on on both sides, on each from where it has come to, until neither tells where the next page begins. */
export async function walk(tables: Tables, { operation, input }: Walk): Promise<{ embedded: Walked; oracle: Walked }> {
  const pages = { embedded: [] as Item[][], oracle: [] as Item[][] };
  const starts: { embedded?: object | undefined; oracle?: object | undefined } = { embedded: {}, oracle: {} };
  for (let page = 0; starts.embedded || starts.oracle; page += 1) {
    if (page > most) throw new Error(`No end after ${most} pages.`);
    const both = await tables.askEach(operation, {
      embedded: { ...input, ...starts.embedded },
      oracle: { ...input, ...starts.oracle },
    });
    for (const side of ['embedded', 'oracle'] as const) {
      if (starts[side]) starts[side] = take(both[side], pages[side]);
    }
  }
  return { embedded: walked(pages.embedded), oracle: walked(pages.oracle) };
}

/** The empty page at the end is left out: where a key is asked for as a whole DynamoDB Local knows that nothing follows. */
const walked = (pages: readonly Item[][]): Walked => ({
  pages: pages.at(-1)?.length === 0 ? pages.slice(0, -1) : pages,
  items: pages.flat(),
});

function take(told: Both['embedded'], pages: Item[][]): object | undefined {
  const body = bodyOf(told);
  if (body === undefined) throw new Error(saidBy(told));
  pages.push([...((body.Items ?? []) as Item[])]);
  return body.LastEvaluatedKey && { ExclusiveStartKey: body.LastEvaluatedKey };
}

export function walkOf({ key, indexes }: Shape): fc.Arbitrary<Walk> {
  const how = fc.record({
    Limit: fc.constantFrom(1, 2, 3, 7, undefined),
    ScanIndexForward: fc.boolean(),
    TotalSegments: fc.constantFrom(1, 2, 3, 7),
  });
  return fc
    .tuple(fc.constantFrom(undefined, ...indexes), fc.boolean(), how)
    .chain(([index, isQuery, chosen]): fc.Arbitrary<Walk> => {
      const { TotalSegments, ScanIndexForward, Limit } = chosen;
      const input = { IndexName: index?.name, Limit };
      if (isQuery)
        return keyed(index ?? key).map((own) => ({
          operation: 'Query' as const,
          index,
          input: { ...input, ...own, ScanIndexForward },
        }));
      const segments = fc.nat(TotalSegments - 1).map((Segment) => ({ Segment, TotalSegments }));
      return segments.map((own) => ({ operation: 'Scan' as const, index, input: { ...input, ...own } }));
    });
}

const keyed = ({ hash }: Key): fc.Arbitrary<object> =>
  keyValue(hash, 2).map((value) => ({
    KeyConditionExpression: `${hash.name} = :p`,
    ExpressionAttributeValues: { ':p': value },
  }));

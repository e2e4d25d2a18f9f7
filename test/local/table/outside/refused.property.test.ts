import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ask } from '#test/local/table/outside/ask.ts';
import { givenEmbedded } from '#test/local/table/outside/given-embedded.ts';
import { changes, mutated } from '#test/local/table/outside/mutations.ts';
import { orders, places, requests } from '#test/local/table/outside/requests.ts';
import { tellStream } from '#test/local/table/outside/tell-stream.ts';

const numRuns = Number(process.env.OUTSIDE_RUNS ?? 120);
const request = fc.constantFrom(...requests);
const operation = fc.constantFrom(...new Set(requests.map(([name]) => name)));

type Table = { readonly TableArn: string; readonly GlobalSecondaryIndexes?: readonly { IndexName: string }[] };

/** Everything that the table can be asked about what it holds. */
async function contentOf(address: string): Promise<string> {
  const { body: list } = await ask<{ TableNames: string[] }>(address, 'ListTables', {});
  const content = await Promise.all(
    list.TableNames.map(async (TableName) => {
      const { body: described } = await ask<{ Table: Table }>(address, 'DescribeTable', { TableName });
      const { TableArn, GlobalSecondaryIndexes = [] } = described.Table;
      const indexes = GlobalSecondaryIndexes.map(({ IndexName }) => ({ TableName, IndexName }));
      const asked = await Promise.all([
        ask(address, 'DescribeTimeToLive', { TableName }),
        ask(address, 'ListTagsOfResource', { ResourceArn: TableArn }),
        ...[{ TableName }, ...indexes].map((input) => ask(address, 'Scan', input)),
      ]);
      return [described, ...asked.map(({ body }) => body)];
    }),
  );
  const { body: streams } = await ask(address, 'ListStreams', {});
  return JSON.stringify([content, streams]);
}

test(
  'whatever a request is made into, it is answered as the service answers; where it is refused, nothing has changed',
  async () => {
    const { address, trouble } = await givenEmbedded();
    const seed = async () => {
      await ask(address, 'CreateTable', orders);
      for (const [name, input] of requests)
        if (name === 'PutItem' || name === 'BatchWriteItem') await ask(address, name, input);
    };
    await seed();
    let before = await contentOf(address);
    const real = await tellStream(address);
    const realised = (text: string) =>
      text
        .replaceAll(places.StreamArn, real.StreamArn)
        .replaceAll(places.ShardId, real.ShardId)
        .replaceAll(places.ShardIterator, real.ShardIterator ?? '');
    const holds = async (name: string, text: string) => {
      const { status, body } = await ask(address, name, realised(text));
      const after = await contentOf(address);
      expect({ trouble, status }).toEqual({ trouble: [], status: status === 200 ? 200 : 400 });
      if (status === 400) {
        expect(body.__type).toMatch(/^com\.amazon.*#[A-Za-z]+$/);
        expect(after).toBe(before);
      }
      before = after;
      if (name === 'DeleteTable' || name === 'UpdateTable') {
        await seed();
        before = await contentOf(address);
      }
    };
    await fc.assert(
      fc.asyncProperty(request, changes, async ([name, input], all) =>
        holds(name, JSON.stringify(mutated(input, all))),
      ),
      { numRuns },
    );
    await fc.assert(
      fc.asyncProperty(operation, fc.json({ maxDepth: 4 }), async (name, text) => holds(name, text)),
      { numRuns: numRuns / 5 },
    );
    const cut = fc.tuple(fc.nat(), fc.nat(3), fc.string({ maxLength: 3 }));
    await fc.assert(
      fc.asyncProperty(request, cut, async ([name, input], [at, less, more]) => {
        const text = JSON.stringify(input);
        const from = at % text.length;
        await holds(name, text.slice(0, from) + more + text.slice(from + less));
      }),
      { numRuns: numRuns / 2 },
    );
  },
  60_000 + numRuns * 100,
);

import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { operations } from '#local/table/operations.ts';
import { givenStore } from '#test/local/table/storage/given-store.ts';
import { startTable } from '#test/local/table/wire/start-table.ts';
import { type Act, act, type State } from './bank.ts';

const runs = Number(process.env.TABLE_ORACLE_RUNS ?? 8) * 5;

test('requests that meet are answered as if they had come one after the other', async () => {
  const { store, clock } = givenStore();
  const context = { store, now: () => clock.now, region: 'eu-west-1', account: '000000000000' };
  const { call } = await startTable(operations, { context });
  await call('CreateTable', {
    TableName: 'accounts',
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  });
  let states: readonly State[] = [new Map()];

  await fc.assert(
    fc.asyncProperty(
      fc.array(act, { minLength: 2, maxLength: 6 }),
      fc.array(fc.nat(3), { maxLength: 6 }),
      async (acts, waits) => {
        const answers = await Promise.all(
          acts.map(async ({ operation, input }, index) => {
            await new Promise((go) => setTimeout(go, waits[index] ?? 0));
            return answerOf(await call(operation, input));
          }),
        );
        const ends = states.flatMap((state) =>
          endsOf(
            state,
            acts.map((each, index) => [each, answers[index]] as const),
          ),
        );
        expect(
          ends.length,
          JSON.stringify({ acts, answers, states: states.map((state) => [...state]) }),
        ).toBeGreaterThan(0);
        states = distinct(ends);
      },
    ),
    { numRuns: runs, endOnFailure: true },
  );
  const { body } = await call('Scan', { TableName: 'accounts' });
  const found = (body as { Items: { id: { S: string }; n: { N: string } }[] }).Items;
  const held = new Map(found.map(({ id, n }) => [id.S, Number(n.N)] as const));
  expect(states).toContainEqual(held);
});

function answerOf({ status, body }: { readonly status: number; readonly body: unknown }): unknown {
  if (status === 200) return body;
  return String((body as { readonly __type: string }).__type).replace(/^.*#/, '');
}

/** Where it may have come to when the acts were done in some order in which each gives the answer that it gave. */
function endsOf(state: State, acts: readonly (readonly [Act, unknown])[]): State[] {
  if (acts.length === 0) return [state];
  const ends = acts.flatMap(([one, answer], index) => {
    const done = one.does(state);
    return isDeepStrictEqual(done.answer, answer) ? endsOf(done.state, acts.toSpliced(index, 1)) : [];
  });
  return distinct(ends);
}

function distinct(states: readonly State[]): State[] {
  return states.filter((state, index) => !states.slice(0, index).some((earlier) => isDeepStrictEqual(earlier, state)));
}

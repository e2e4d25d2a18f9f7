import fc from 'fast-check';
import jsonata from 'jsonata';
import { describe, expect, test } from 'vitest';
import { advance } from '#local/states/advance.ts';
import { Definition } from '#local/states/definition.ts';
import { directPath, pick } from '#local/states/direct-path.ts';
import { dueAt, outstanding } from '#local/states/due.ts';
import type { Execution, Signal } from '#local/states/execution.ts';
import { StateFailure } from '#local/states/failure.ts';
import { newExecution } from '#local/states/new-execution.ts';
import { walk } from '#local/states/walk.ts';

const machine = { arn: 'arn:aws:states:eu-west-1:000000000000:stateMachine:m', name: 'm', roleArn: 'role' };
const work = { Type: 'Task', Resource: 'arn:aws:lambda:eu-west-1:000000000000:function:work' };
const definition = Definition.parse({
  QueryLanguage: 'JSONata',
  StartAt: 'First',
  States: {
    First: {
      ...work,
      Arguments: { id: '{% $uuid() %}', at: '{% $now() %}' },
      Assign: { first: '{% $states.result %}' },
      Next: 'Each',
    },
    Each: {
      Type: 'Map',
      Items: [1, 2, 3],
      MaxConcurrency: 2,
      ItemProcessor: { StartAt: 'One', States: { One: { ...work, TimeoutSeconds: 60, End: true } } },
      Retry: [{ ErrorEquals: ['Busy'], JitterStrategy: 'FULL', MaxAttempts: 5 }],
      Next: 'Sleep',
    },
    Sleep: { Type: 'Wait', Seconds: 30, Next: 'Done' },
    Done: { Type: 'Pass', Output: { first: '{% $first.id %}', all: '{% $states.input %}' }, End: true },
  },
});

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const inner of Object.values(value)) deepFreeze(inner);
  }
  return value;
}

/** Runs to the end, failing each answer that the plan says, with each state kept as text in between. */
async function run(plan: readonly boolean[], keep: (execution: Execution) => Execution): Promise<Execution> {
  let execution = newExecution(machine, { name: 'e', input: {}, seed: 'seed' }, 0);
  let now = 0;
  let asked = 0;
  const answered = new Set<number>();
  for (let signal: Signal = { is: 'start' }; ; ) {
    const [next] = await advance(definition, keep(execution), signal, now);
    execution = next;
    if (execution.status !== 'RUNNING') return execution;
    const open = outstanding(execution).flatMap((effect) => (effect.do === 'request' ? [effect] : []));
    const request = open.find(({ task }) => !answered.has(task));
    if (request === undefined) {
      now = dueAt(execution) ?? now;
      signal = { is: 'tick' };
      continue;
    }
    answered.add(request.task);
    const { task } = request;
    const fails = request.state === 'One' && plan[asked % plan.length];
    asked += 1;
    if (fails) signal = { is: 'failed', task, error: 'Busy' };
    else
      signal = { is: 'succeeded', task, output: request.request.kind === 'function' ? request.request.payload : null };
  }
}

describe('the reducer', () => {
  test('changes nothing that it is given, and gives the same for the same, also when each step was stored as text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { minLength: 1, maxLength: 12 }), async (plan) => {
        const straight = await run(plan, deepFreeze);
        const stored = await run(plan, (execution) => JSON.parse(JSON.stringify(execution)));
        expect(stored).toEqual(straight);
      }),
      { numRuns: 50 },
    );
  });

  test('gives back the very same execution for a signal that concerns nothing open', async () => {
    const done = await run([false], (execution) => execution);
    expect(done.status).toBe('SUCCEEDED');
    const signals: Signal[] = [
      { is: 'tick' },
      { is: 'continue' },
      { is: 'succeeded', task: 2, output: null },
      { is: 'heartbeat', task: 2 },
      { is: 'stop' },
      { is: 'redrive' },
    ];
    for (const signal of signals) expect((await advance(definition, done, signal, 1))[0]).toBe(done);
  });

  test('walks through a year of waiting at once, and tells which states were visited', async () => {
    const yearly = Definition.parse({
      QueryLanguage: 'JSONata',
      StartAt: 'Sleep',
      States: {
        Sleep: { Type: 'Wait', Seconds: 30_000_000, Next: 'Work' },
        Work: { ...work, Catch: [{ ErrorEquals: ['CardMissing'], Next: 'Ask' }], End: true },
        Ask: { Type: 'Succeed' },
      },
    });
    const found = await walk(yearly, {}, (state) => {
      throw new StateFailure('CardMissing', `nothing for ${state}`);
    });
    expect(found.visited).toEqual(['Sleep', 'Work', 'Ask']);
    expect(found.execution).toMatchObject({
      status: 'SUCCEEDED',
      output: { Error: 'CardMissing', Cause: 'nothing for Work' },
      stoppedAt: 30_000_000_000,
    });
  });
});

describe('an expression', () => {
  const resultOf = async (expression: string, input: unknown = {}) => {
    const one = {
      QueryLanguage: 'JSONata',
      StartAt: 'A',
      States: { A: { Type: 'Pass', Output: `{% ${expression} %}`, End: true } },
    };
    const { execution } = await walk(Definition.parse(one), JSON.parse(JSON.stringify(input)), () => null, 1_000);
    return execution.status === 'SUCCEEDED' ? execution.output : execution.cause;
  };

  test('that only picks gives what JSONata gives, or leaves it to JSONata', async () => {
    const key = fc.constantFrom('a', 'b', 'c');
    await fc.assert(
      fc.asyncProperty(fc.array(key, { maxLength: 4 }), fc.object({ key, maxDepth: 4 }), async (fields, x) => {
        const source = ['$x', ...fields].join('.');
        const bindings = { x: JSON.parse(JSON.stringify(x)) };
        const path = directPath(jsonata(source).ast());
        expect(path).toEqual({ variable: 'x', fields });
        const picked = path && pick(path, bindings);
        if (picked !== undefined) expect(picked[0]).toEqual(await jsonata(source).evaluate(undefined, bindings));
      }),
    );
  });

  test.each(['$x[0]', '$x.a[]', '$x.a@$i.b', '$', '$$.a', '($x.a)', '$x.$y', '$x.*'])(
    '%s does not only pick',
    (source) => {
      expect(directPath(jsonata(source).ast())).toBeUndefined();
    },
  );

  test('has what AWS adds to JSONata', async () => {
    expect(await resultOf('$hash("a", "SHA-256")')).toBe(
      'ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb',
    );
    expect(await resultOf('$parse("[1]")')).toEqual([1]);
    expect(await resultOf('$range(3, 1, -1)')).toEqual([3, 2, 1]);
    expect(await resultOf('$random(7) = $random(7)')).toBe(true);
    expect(await resultOf('$random()')).toBeLessThan(1);
    expect(await resultOf('$uuid()')).toMatch(/^[\da-f]{8}-[\da-f]{4}-4[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
    expect(await resultOf('$uuid() = $uuid()')).toBe(false);
    expect(await resultOf('$count($shuffle([1, 2, 3]))')).toBe(3);
  });

  test('sees the time of the clock and the context object', async () => {
    expect(await resultOf('$millis()')).toBe(1_000);
    expect(await resultOf('$now()')).toBe('1970-01-01T00:00:01.000Z');
    expect(await resultOf('$now("[Y]-[M01]")')).toBe('1970-01');
    expect(await resultOf('$states.context.State.Name')).toBe('A');
    expect(await resultOf('$states.context.Execution.StartTime')).toBe('1970-01-01T00:00:01.000Z');
    expect(await resultOf('$keys($states)')).toEqual(['input', 'context']);
  });

  test('gives plain arrays, and an object or a list within loses nothing', async () => {
    expect(await resultOf('$states.input.items.id', { items: [{ id: 1 }, { id: 2 }] })).toEqual([1, 2]);
    expect(await resultOf('{"one": $states.input.items[id > 1].id}', { items: [{ id: 1 }, { id: 2 }] })).toEqual({
      one: 2,
    });
    expect(await resultOf('$states.input', { items: [], nothing: null })).toEqual({ items: [], nothing: null });
  });

  test('that goes wrong says which one, where and why', async () => {
    expect(await resultOf('1 + "a"')).toMatch(/'1 \+ "a"' specified for the field 'Output' threw an error.*T2002/);
    expect(await resultOf('$states.input.none')).toMatch(/returned nothing \(undefined\)/);
    expect(await resultOf('function($x){$x}')).toMatch(/returned nothing/);
    const deep = { text: '['.repeat(5000) + ']'.repeat(5000) };
    expect(await resultOf('$parse($states.input.text)', deep)).toMatch(/\$parse: .*nested more than 1000 levels deep/);
  });
});

import { describe, expect, test } from 'vitest';
import { ActOutput, Executing, ExecutionInput, RecoverInput, WaitingInput } from '#contracts/steps.ts';
import { readDefinition, waitsForToken } from '#workflows/graph.ts';
import { stateMachines } from '#workflows/load.ts';
import { type Doing, given, type Script, type Walk } from './walk.ts';

const [workflow] = stateMachines().filter(({ name }) => name === 'account-management');
if (!workflow) throw new Error('workflows/ has no account-management.asl.json.');
const { States } = readDefinition(workflow.definition);
const day = 86_400;
const waits = {
  data: 3 * day,
  dataReminder: 4 * day,
  review: 2 * day,
  reviewReminder: 3 * day,
  reviewEscalation: 5 * day,
  cycle: 90 * day,
};
const input = { customerId: 'acme', cycle: 1, waits };
const cycle = given(workflow, ExecutionInput.parse(input));
const acts = (...next: ('more' | 'close' | 'end')[]): Doing[] =>
  next.map((word) => ({ answers: ActOutput.parse({ next: word }) }));
const going: Script = { Act: acts('close') };
const silent: Doing[] = ['silence'];

const understanding = ['ProfileCustomer', 'ValueRelationship', 'ChooseStrategy', 'AwaitReview'];
const planning = ['MakeProposition', 'PlanCommunication'];
const delivery = ['AwaitNext', 'Act', 'MoreToDo'];
const closing = ['GatherFeedback', 'Learn'];
const tasks = Object.entries(States).filter(([name, { Type }]) => Type === 'Task' && name !== 'Recover');
/** The silences after which the walk comes by this state. */
const before: Script = { AcquireData: silent, AwaitReview: silent, RemindReviewer: silent, EscalateReview: silent };
const toward = (name: string): Script => ({
  ...Object.fromEntries(Object.entries(before).filter(([silence]) => silence !== name)),
  ...going,
});

describe('a cycle', () => {
  test('goes from the data to the lesson when everybody answers', async () => {
    const walk = await cycle.when(going);
    expect(walk.visited).toEqual(['AcquireData', ...understanding, ...planning, ...delivery, ...closing]);
    expect(walk).toMatchObject({ status: 'SUCCEEDED', seconds: 0 });
  });

  test('does one action after the other until the plan is done', async () => {
    const walk = await cycle.when({ Act: acts('more', 'more', 'close') });
    expect(walk.visited.slice(-11)).toEqual([...delivery, ...delivery, ...delivery, ...closing]);
  });

  test('is over at once when the relationship is', async () => {
    const walk = await cycle.when({ Act: acts('end') });
    expect(walk.visited.slice(-4)).toEqual([...delivery, 'Ended']);
    expect(walk.status).toBe('SUCCEEDED');
  });

  test('looks at itself when its time is over, though nothing else happened', async () => {
    const walk = await cycle.when({ AwaitNext: silent, ...going });
    expect(walk).toMatchObject({ status: 'SUCCEEDED', seconds: waits.cycle });
  });
});

describe('somebody who does not answer', () => {
  test('is reminded of the data once, and the process goes on with what there is', async () => {
    const walk = await cycle.when({ AcquireData: silent, RemindData: silent, ...going });
    expect(walk.visited.slice(0, 3)).toEqual(['AcquireData', 'RemindData', 'ProfileCustomer']);
    expect(walk.seconds).toBe(waits.data + waits.dataReminder);
  });

  test('is reminded of a decision, then the decision is handed up, then the safe default is taken', async () => {
    const walk = await cycle.when({ ...before, AcquireData: [{ answers: null }], ...going });
    expect(walk.visited.slice(4, 9)).toEqual([
      'AwaitReview',
      'RemindReviewer',
      'EscalateReview',
      'TakeDefault',
      'MakeProposition',
    ]);
    expect(walk.seconds).toBe(waits.review + waits.reviewReminder + waits.reviewEscalation);
  });

  test.each(['RemindReviewer', 'EscalateReview'])('and answers at %s after all, is heard', async (name) => {
    const walk = await cycle.when({ ...toward(name), [name]: [{ answers: null }] });
    expect(walk.visited[walk.visited.indexOf(name) + 1]).toBe('MakeProposition');
    expect(walk.visited).not.toContain('TakeDefault');
  });
});

describe.each(tasks)('%s', (name) => {
  test('lets the cycle go when the relationship has ended', async () => {
    const walk = await cycle.when({ ...toward(name), [name]: [{ fails: 'Customer.Ended' }] });
    expect(walk.visited.slice(-2)).toEqual([name, 'Ended']);
    expect(walk.status).toBe('SUCCEEDED');
  });

  test('has its failure written down, with the state and the error', async () => {
    const walk = await cycle.when({ ...toward(name), [name]: [{ fails: 'TypeError' }] });
    expect(walk.visited.slice(-3)).toEqual([name, 'Recover', 'Ended']);
    expect(walk.calls.at(-1)?.payload).toEqual({ customerId: 'acme', cycle: 1, stage: name, error: 'TypeError' });
  });

  test('tries again when two writes met, and goes on', async () => {
    const answer = name === 'Act' ? acts('close') : [{ answers: null }];
    const walk = await cycle.when({ ...toward(name), [name]: [{ fails: 'Conflict' }, ...answer] });
    expect(walk.calls.filter(({ state }) => state === name).length).toBeGreaterThan(1);
    expect(walk.visited).not.toContain('Recover');
    expect(walk.visited.at(-1)).toBe('Learn');
  });
});

test('a recovery that cannot be written is tried for hours, and then a person is called', async () => {
  const walk = await cycle.when({ Learn: [{ fails: 'TypeError' }], Recover: [{ fails: 'Lambda.Unknown' }], ...going });
  expect(walk.visited.slice(-2)).toEqual(['Recover', 'Stalled']);
  expect(walk).toMatchObject({ status: 'FAILED', error: 'Stalled' });
  expect(walk.calls.filter(({ state }) => state === 'Recover')).toHaveLength(13);
});

describe('all walks together', async () => {
  const walks: readonly Walk[] = await Promise.all([
    cycle.when({ Act: acts('more', 'close') }),
    cycle.when({ ...before, RemindData: silent, AwaitNext: silent, ...going }),
    cycle.when({ Learn: [{ fails: 'TypeError' }], Recover: [{ fails: 'Lambda.Unknown' }], ...going }),
    cycle.when({ Act: acts('end') }),
  ]);

  test('come by every state', () => {
    const visited = new Set(walks.flatMap((walk) => walk.visited));
    expect(Object.keys(States).filter((name) => !visited.has(name))).toEqual([]);
  });

  test('ask each step for what it takes, and for ids only', () => {
    const calls = walks.flatMap((walk) => walk.calls);
    expect(calls.length).toBeGreaterThan(Object.keys(States).length);
    for (const { state, payload } of calls) {
      const contract = state === 'Recover' ? RecoverInput : waitsForToken(States[state]) ? WaitingInput : Executing;
      expect(contract.strict().parse(payload)).toEqual(payload);
    }
  });

  test('stay within 20 transitions, besides 3 for each action', () => {
    for (const { visited } of walks) {
      const actions = visited.filter((name) => name === 'Act').length;
      expect(visited.length - 3 * actions).toBeLessThanOrEqual(20);
    }
  });
});

import aslValidator from 'asl-validator';
import { describe, expect, test } from 'vitest';
import { registry } from '#functions/registry.ts';
import { edges, readDefinition, type State } from '#workflows/graph.ts';
import { assertEveryStepIsUsed, fillPlaceholders, stateMachines, type Workflow } from '#workflows/load.ts';
import { type RuleName, violations } from '#workflows/rules.ts';

const steps = new Map(
  registry.flatMap(({ name, trigger }) =>
    trigger.kind === 'step'
      ? [[trigger.placeholder, `arn:aws:lambda:eu-west-1:000000000000:function:${name}`] as const]
      : [],
  ),
);

describe.each(stateMachines())('$name', (workflow) => {
  test('keeps the rules of the house', () => {
    expect(violations(workflow)).toEqual([]);
  });

  test('is correct States Language', () => {
    const { errors } = aslValidator(JSON.parse(fillPlaceholders(workflow, steps)));
    expect(errors).toEqual([]);
  });

  test('spends at most 20 transitions on a cycle, and 3 on each action', () => {
    const { States, StartAt } = readDefinition(workflow.definition);
    const forward = edges(readDefinition(workflow.definition)).filter(({ by }) => by !== 'error');
    const longest = (at: string, seen: readonly string[]): number =>
      1 +
      Math.max(
        0,
        ...forward
          .filter(({ from, to }) => from === at && !seen.includes(to))
          .map(({ to }) => longest(to, [...seen, to])),
      );
    const loop = (at: string, start: string, length: number): number[] =>
      forward
        .filter(({ from }) => from === at)
        .flatMap(({ to }) => (to === start ? [length] : length < 3 ? loop(to, start, length + 1) : []));
    expect(longest(StartAt, [StartAt])).toBeLessThanOrEqual(20);
    expect(Math.max(...Object.keys(States).flatMap((name) => loop(name, name, 1)))).toBeLessThanOrEqual(3);
  });
});

test('every step of the registry is called by a process', () => {
  expect(() => assertEveryStepIsUsed(stateMachines(), steps.keys())).not.toThrow();
});

const [Ask, Act, Recover] = ['Ask', 'Act', 'Recover'].map((name) => `$\{${name}}`);

describe('a process is refused', () => {
  const wait: State = {
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
    Arguments: { FunctionName: Ask, Payload: { token: '{% $states.context.Task.Token %}' } },
    TimeoutSeconds: '{% $states.input.waits.answer %}',
    Retry: [{ ErrorEquals: ['Lambda.Unknown'] }],
    Catch: [
      { ErrorEquals: ['States.Timeout'], Next: 'Act' },
      { ErrorEquals: ['States.ALL'], Next: 'Recover' },
    ],
    Next: 'Act',
  };
  const act: State = {
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke',
    Arguments: { FunctionName: Act },
    TimeoutSeconds: 30,
    Retry: [{ ErrorEquals: ['Lambda.Unknown'] }],
    Catch: [
      { ErrorEquals: ['Customer.Ended'], Next: 'Ended' },
      { ErrorEquals: ['States.ALL'], Next: 'Recover' },
    ],
    Next: 'More',
  };
  const good: Record<string, State> = {
    Ask: wait,
    Act: act,
    More: {
      Type: 'Choice',
      Choices: [{ Condition: "{% $states.input.next = 'more' %}", Next: 'Ask' }],
      Default: 'Ended',
    },
    Recover: {
      ...act,
      Arguments: { FunctionName: Recover },
      Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Stalled' }],
      Next: 'Ended',
    },
    Ended: { Type: 'Succeed' },
    Stalled: { Type: 'Fail' },
  };
  const process = (changes: Record<string, State>, language = 'JSONata'): Workflow => ({
    name: 'example',
    definition: JSON.stringify({ QueryLanguage: language, StartAt: 'Ask', States: { ...good, ...changes } }),
  });
  const without = (state: State, ...keys: string[]): State => {
    const rest = Object.fromEntries(Object.entries(state).filter(([key]) => !keys.includes(key)));
    return { ...rest, Type: state.Type };
  };
  const catching = (state: State, ...caught: [string, string][]): State => ({
    ...state,
    Catch: caught.map(([error, Next]) => ({ ErrorEquals: [error], Next })),
  });

  test('for nothing, when it is as it should be', () => {
    expect(violations(process({}))).toEqual([]);
  });

  test.each<[string, RuleName, string, Record<string, State>]>([
    ['a task without a timeout', 'task-timeout', 'Act', { Act: without(act, 'TimeoutSeconds') }],
    ['a task without retries', 'task-retry', 'Act', { Act: without(act, 'Retry') }],
    ['a task without a catch', 'task-catch', 'Act', { Act: without(act, 'Catch') }],
    ['a task that catches some errors only', 'task-catch', 'Act', { Act: catching(act, ['Customer.Ended', 'Ended']) }],
    ['a failure that nobody writes down', 'task-catch', 'Act', { Act: catching(act, ['States.ALL', 'Ended']) }],
    [
      'an error that goes round the recovery',
      'task-catch',
      'Act',
      { Act: catching(act, ['Conflict', 'More'], ['States.ALL', 'Recover']) },
    ],
    [
      'a recovery whose failure alarms nobody',
      'task-catch',
      'Recover',
      { Recover: catching(act, ['States.ALL', 'Ended']) },
    ],
    [
      'a silence that ends the process',
      'task-catch',
      'Ask',
      { Ask: catching(wait, ['States.Timeout', 'Ended'], ['States.ALL', 'Recover']) },
    ],
    ['a wait whose silence is an error', 'token-wait', 'Ask', { Ask: catching(wait, ['States.ALL', 'Recover']) }],
    ['a wait of a length that is not in the policy', 'token-wait', 'Ask', { Ask: { ...wait, TimeoutSeconds: 86_400 } }],
    ['a wait that keeps its token', 'token-wait', 'Ask', { Ask: { ...wait, Arguments: { FunctionName: Ask } } }],
    ['a Pass', 'no-pass', 'Note', { Act: { ...act, Next: 'Note' }, Note: { Type: 'Pass', Next: 'More' } }],
    [
      'a Wait in a loop',
      'no-polling',
      'Sleep',
      { Act: { ...act, Next: 'Sleep' }, Sleep: { Type: 'Wait', Seconds: 60, Next: 'More' } },
    ],
    ['a loop that never sleeps', 'no-polling', 'Act', { Act: { ...act, Next: 'Act' } }],
    ["a state that calls another's step", 'own-step', 'Act', { Act: { ...act, Arguments: { FunctionName: Recover } } }],
    [
      'a state that calls no step',
      'own-step',
      'Act',
      { Act: { ...act, Arguments: { FunctionName: 'arn:aws:lambda:…' } } },
    ],
    [
      'a condition that computes',
      'language',
      'More',
      {
        More: {
          Type: 'Choice',
          Choices: [{ Condition: '{% $states.input.score > 3 %}', Next: 'Ask' }],
          Default: 'Ended',
        },
      },
    ],
    ['an expression that computes', 'language', 'Act', { Act: { ...act, Output: '{% $sum($states.result.costs) %}' } }],
    ['a state with a language of its own', 'language', 'Act', { Act: { ...act, QueryLanguage: 'JSONPath' } }],
  ])('for %s', (_, rule, state, changes) => {
    expect(violations(process(changes))).toContainEqual({ rule, state, message: expect.stringMatching(/.{15}/) });
  });

  test('for another query language', () => {
    expect(violations(process({}, 'JSONPath')).map(({ rule }) => rule)).toEqual(['language']);
  });
});

import { describe, expect, test } from 'vitest';
import type { Customer } from '#domain/customer.ts';
import type { Command } from '#domain/decide.ts';
import { inDelivery, inReview, newcomer, resting, steps, stranger, until } from './customers.ts';
import { given, having } from './given.ts';

const end = { now: '2026-05-25T09:00:00.000Z' };
const closed = having(inDelivery(), steps.feedback(), end);

/** Each step of the workflow, with the customer it meets when its first answer got lost. */
const repeated: [string, Command, Customer][] = [
  ['acquire, complete', steps.acquire(), having(newcomer(), steps.acquire())],
  ['acquire, waiting', steps.acquire(), having(stranger(), steps.acquire())],
  ['profile', steps.profile(), until('valuation', newcomer())],
  ['value', steps.value(), until('strategy', newcomer())],
  ['choose the strategy, reviewed', steps.strategy(), inReview()],
  ['choose the strategy, decided', steps.strategy(), until('proposition', newcomer())],
  ['take the default', steps.default(), until('proposition', newcomer())],
  ['make the proposition', steps.propose(), until('planning', newcomer())],
  ['plan', steps.plan(), inDelivery()],
  ['gather feedback', steps.feedback(), closed],
  ['learn', steps.learn(), having(closed, steps.learn(), end)],
];

describe('a step that is repeated because its answer got lost', () => {
  test.each(repeated)('%s: nothing happens twice', (_, command, customer) => {
    given(customer).when(command).thenNothing();
  });
});

const inOrder = [
  ['acquire', steps.acquire],
  ['profile', steps.profile],
  ['value', steps.value],
  ['strategy', steps.strategy],
  ['propose', steps.propose],
  ['plan', steps.plan],
  ['feedback', steps.feedback],
] as const;

describe('an execution whose cycle is over', () => {
  const second = having(resting(), { type: 'start-due-cycle' }, { now: '2026-05-31T09:00:00.000Z' });

  test.each([...inOrder, ['learn', steps.learn] as const])(
    '%s of the first cycle finds nothing left to do',
    (_, step) => {
      given(second).when(step(1)).thenRefused('customer.superseded');
    },
  );

  test.each(inOrder)('%s has no say at rest', (_, step) => {
    given(resting()).when(step(1)).thenRefused('customer.superseded');
  });

  test('delivers nothing', () => {
    given(second).when(steps.act(1)).thenNothing();
  });
});

describe('a step before its turn', () => {
  test.each(inOrder.slice(2))('%s waits until the stages before it are done', (_, step) => {
    given(newcomer()).when(step(1)).thenRefused('customer.too-early');
  });

  test('leaves the customer where it is', () => {
    expect(given(newcomer()).when(steps.plan()).events).toEqual([]);
  });
});

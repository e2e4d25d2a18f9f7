import { describe, expect, test } from 'vitest';
import type { Capture } from '#domain/commands/capture.ts';
import type { Customer } from '#domain/customer.ts';
import type { Command } from '#domain/decide.ts';
import { companyNameKey, effectsOf, isSatisfied } from '#domain/effects.ts';
import {
  anna,
  capture,
  contact,
  director,
  inDelivery,
  inReview,
  link,
  manager,
  newcomer,
  owner,
  resting,
  steps,
  stranger,
} from './customers.ts';
import { given, having, monday, type Situation } from './given.ts';

function effects(before: Customer | undefined, command: Command | Capture, situation: Situation = {}) {
  const { events, after } = given(before, situation).when(command);
  if (!after) throw new Error('nothing came of it');
  return effectsOf(before, after, events);
}

describe('what follows from the events', () => {
  test('a captured customer starts its first execution and owns its address, phone and name', () => {
    expect(effects(undefined, capture)).toEqual({
      outbox: { start: 1 },
      mails: [],
      links: [],
      closed: [],
      keys: ['email:anna@acme.example', 'phone:+390212345678', 'person:acme.example/anna rossi'],
    });
  });

  test('the same person brings no keys, a colleague only those that are new', () => {
    const colleague = { ...contact, person: { name: 'A. R.', phone: '+390212345678' } };
    expect(effects(newcomer(), { type: 'record-contact', contact: colleague }).keys).toEqual([]);
    const other = { ...contact, person: { name: 'Bruno Bianchi', email: 'b@acme.example' } };
    expect(effects(newcomer(), { type: 'record-contact', contact: other }).keys).toEqual([
      'email:b@acme.example',
      'person:acme.example/bianchi bruno',
    ]);
  });

  test('a company is recognised by its name without the legal form', () => {
    expect(companyNameKey('Acme S.r.l.')).toBe(companyNameKey('ACME'));
    expect(companyNameKey(' - ')).toBeUndefined();
  });

  test('a plan sets the one schedule to the first of the system’s actions, and a mail that went to the next', () => {
    const planned = inDelivery();
    const mail = planned.actions[0]?.dueAt ?? monday;
    expect(effects(having(inReview(), steps.default()), steps.propose()).outbox).toEqual({});
    expect(effects(planned, steps.act(), { now: mail }).outbox).toEqual({ dueAt: planned.actions[3]?.dueAt });
  });

  test('a dismissal takes the schedule away and wakes the execution, so that it ends', () => {
    expect(effects(inDelivery(), { type: 'dismiss', note: '' }).outbox).toEqual({ dueAt: null, wake: true });
  });

  test('an answer, a decision and data wake the execution', () => {
    expect(effects(inDelivery(), { type: 'click', personId: anna, detail: 'x' }).outbox.wake).toBe(true);
    const decided: Command = { type: 'decide-review', linkId: link('review'), decision: 'approve' };
    expect(effects(inReview(), decided).outbox.wake).toBe(true);
    const answered: Command = { type: 'complete-data', linkId: link('data') };
    expect(effects(having(stranger(), steps.acquire()), answered).outbox.wake).toBe(true);
  });

  test('mails to people carry a link to their preferences, reviews one to decide, reminders the link that exists', () => {
    const review = effects(having(resting(), { type: 'dismiss', note: '' }), { type: 'reactivate', note: '' });
    expect(review.links).toEqual([]);
    const asked = given(inReview()).when({ type: 'remind-reviewer', cycle: 1 });
    expect(effectsOf(inReview(), asked.after as Customer, asked.events).links).toEqual([]);
    const mailed = effects(inDelivery(), steps.act(), { now: inDelivery().actions[0]?.dueAt ?? monday });
    expect(mailed.links).toEqual([{ id: link('mail'), kind: 'preferences', personId: anna, cycle: 1 }]);
    expect(effects(stranger(), steps.acquire()).links).toEqual([
      { id: link('data'), kind: 'data-request', userId: owner, cycle: 1 },
    ]);
  });
});

describe('the page behind a link', () => {
  const by = { kind: 'user', id: manager } as const;
  const decided: Command = { type: 'decide-review', linkId: link('review'), decision: 'approve' };

  test('says what was decided, by whom and when', () => {
    expect(effects(inReview(), decided, { by }).closed).toEqual([
      { id: link('review'), how: 'answered', result: 'approve', by: manager, at: monday },
    ]);
  });

  test('says that somebody else decides now, or that the time is over', () => {
    const escalate: Command = { type: 'escalate-review', cycle: 1, to: director, linkId: link('second') };
    expect(effects(inReview(), escalate)).toMatchObject({
      closed: [{ id: link('review'), how: 'superseded', result: director }],
      links: [{ id: link('second'), kind: 'review', userId: director }],
    });
    expect(effects(inReview(), steps.default()).closed).toMatchObject([{ how: 'expired', result: 'approve' }]);
    expect(effects(having(stranger(), steps.acquire()), steps.profile()).closed).toMatchObject([
      { id: link('data'), how: 'expired', result: 'went-on' },
    ]);
  });

  test.each<[string, Command]>([
    ['dismissed', { type: 'dismiss', note: '' }],
    ['stalled', steps.stall()],
  ])('is over when the customer is %s meanwhile', (_, command) => {
    expect(effects(inReview(), command).closed).toMatchObject([{ id: link('review'), how: 'expired' }]);
    expect(effects(having(stranger(), steps.acquire()), command).closed).toMatchObject([{ id: link('data') }]);
  });

  test('is closed once where the decision was to dismiss', () => {
    const review = inReview();
    const dismissal = { ...review, review: { ...review.review, decisions: ['dismiss', 'approve'] } } as Customer;
    expect(effects(dismissal, { ...decided, decision: 'dismiss' } as Command).closed).toMatchObject([
      { how: 'answered', result: 'dismiss' },
    ]);
  });
});

describe('what an execution waits for', () => {
  const planned = inDelivery();

  test('data until the stage is passed, a review until it is decided', () => {
    expect(isSatisfied(stranger(), 1, 'data', monday)).toBe(false);
    expect(isSatisfied(having(newcomer(), steps.acquire()), 1, 'data', monday)).toBe(true);
    expect(isSatisfied(inReview(), 1, 'review', monday)).toBe(false);
    expect(isSatisfied(planned, 1, 'review', monday)).toBe(true);
  });

  test('in delivery: something in the mailbox, something due, or the end of the stage', () => {
    expect(isSatisfied(planned, 1, 'next', monday)).toBe(false);
    expect(isSatisfied(planned, 1, 'next', planned.actions[0]?.dueAt ?? monday)).toBe(true);
    expect(isSatisfied(having(planned, { type: 'click', personId: anna, detail: '' }), 1, 'next', monday)).toBe(true);
    expect(isSatisfied(having(planned, steps.feedback()), 1, 'next', monday)).toBe(true);
  });

  test('not what people have to do', () => {
    const { actions, ...rest } = planned;
    const human = { ...rest, actions: actions.filter(({ channel }) => channel === 'call') };
    expect(isSatisfied(human, 1, 'next', '2026-05-18T08:29:59.999Z')).toBe(false);
    expect(isSatisfied(human, 1, 'next', '2026-05-18T08:30:00.000Z')).toBe(true);
    const asked = having(human, steps.act(), { now: '2026-05-18T08:30:00.000Z' });
    expect(isSatisfied(asked, 1, 'next', '2026-05-24T09:00:00.000Z')).toBe(false);
    expect(isSatisfied(asked, 1, 'next', '2026-05-25T09:00:00.000Z')).toBe(true);
  });

  test('has always come when the customer is dismissed or in another cycle', () => {
    expect(isSatisfied(having(planned, { type: 'dismiss', note: '' }), 1, 'next', monday)).toBe(true);
    expect(isSatisfied(planned, 2, 'data', monday)).toBe(true);
  });
});

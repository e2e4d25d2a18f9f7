import { describe, expect, test } from 'vitest';
import type { Draft } from '#domain/commands/keep-path.ts';
import type { Command } from '#domain/decide.ts';
import { ActionId, PersonId, UserId } from '#domain/ids.ts';
import { nextAction } from '#domain/next-action.ts';
import { anna, dismissed, inDelivery, newcomer, owner, stranger } from './customers.ts';
import { given, having, monday, the } from './given.ts';

const planned = inDelivery();
const [mail, call, meeting] = planned.actions.map(({ id }) => id) as [ActionId, ActionId, ActionId];
const tuesday = '2026-03-10T09:00:00.000Z';
const draft: Draft = { dueAt: tuesday, channel: 'call', purpose: 'Ask about the tender', personId: anna };
const stand = { fallbackOwnerId: owner };
const add = (changes: Partial<Draft> = {}): Command => ({
  type: 'add-action',
  draft: { ...draft, ...changes },
  ...stand,
});
const complete = (changes: object = {}): Command => ({
  type: 'complete-action',
  actionId: call,
  outcome: 'interested',
  ...stand,
  ...changes,
});
const changed = { type: 'SignalReceived', signal: { kind: 'plan-changed' } } as const;

describe('an action that somebody adds', () => {
  test('is on the card with date, owner, channel, purpose and why, and the workflow looks again', () => {
    given(planned)
      .when(add({ note: 'They called.', minutes: 45 }))
      .thenEvents(
        {
          type: 'ActionPlanned',
          action: {
            dueAt: tuesday,
            owner: { kind: 'user', id: owner },
            channel: 'call',
            purpose: 'Ask about the tender',
            why: { code: 'action.planned-by-user', facts: { note: 'They called.' } },
            costMinor: 1_500,
            minutes: 45,
          },
        },
        changed,
      );
  });

  test('belongs to whom it is given, else to the owner, else to whoever stands in', () => {
    const ownerOf = (before: Parameters<typeof having>[0], changes: Partial<Draft> = {}) =>
      having(before, add({ ...changes })).actions.at(-1)?.owner;
    const { personId: _, ...nobody } = draft;
    expect(ownerOf(planned, { ownerId: UserId.parse('tech') })).toEqual({ kind: 'user', id: 'tech' });
    expect(ownerOf(planned)).toEqual({ kind: 'user', id: owner });
    const standIn = having(stranger(), { type: 'add-action', draft: nobody, fallbackOwnerId: UserId.parse('marco') });
    expect(standIn.actions.at(-1)?.owner).toEqual({ kind: 'user', id: 'marco' });
  });

  test('becomes the next action when it is the earliest', () => {
    const sooner = having(planned, add({ dueAt: '2026-03-02T15:00:00.000Z' }));
    expect(nextAction(sooner)).toMatchObject({ purpose: 'Ask about the tender', dueAt: '2026-03-02T15:00:00.000Z' });
  });

  test('brings an invitation when it is a meeting', () => {
    given(planned)
      .when(add({ channel: 'meeting' }))
      .thenEvents({ type: 'ActionPlanned' }, { type: 'MailQueued', message: { template: 'meeting-invite' } }, changed);
  });

  test('needs no signal before delivery, which makes its plan around it', () => {
    given(newcomer()).when(add()).thenEvents({ type: 'ActionPlanned' });
  });

  test('keeps its instant, whatever zone it was written in', () => {
    const { events } = given(planned).when(add({ dueAt: '2026-03-10T11:00:00+02:00' }));
    expect(the(events, 'ActionPlanned').action.dueAt).toBe(tuesday);
  });

  test.each([
    ['action.in-the-past', planned, add({ dueAt: monday })],
    ['action.too-far', planned, add({ dueAt: '2028-03-02T09:00:00.001Z' })],
    ['person.unknown', planned, add({ personId: PersonId.parse('p9') })],
    ['customer.dismissed', dismissed(), add()],
    [
      'action.nobody',
      planned,
      { type: 'add-action', draft: { ...draft, channel: 'email', personId: undefined }, ...stand },
    ],
  ] as [string, typeof planned, Command][])('is refused: %s', (code, customer, command) => {
    given(customer).when(command).thenRefused(code);
  });

  test('is refused when the list has become longer than a team can work through', () => {
    let customer = planned;
    while (customer.actions.length < 50) customer = having(customer, add());
    given(customer).when(add()).thenRefused('action.too-many');
    expect(having(customer, complete({ next: draft })).actions).toHaveLength(50);
  });
});

describe('an action that is completed', () => {
  test('leaves the rest of the path in place', () => {
    const { events, after } = given(planned).when(complete({ note: 'Wants a visit.' }));
    expect(events.map(({ type }) => type)).toEqual(['ActionCompleted', 'SignalReceived']);
    expect(the(events, 'ActionCompleted')).toMatchObject({ actionId: call, note: 'Wants a visit.', costMinor: 1_500 });
    expect(after?.actions.map(({ id }) => id)).not.toContain(call);
    expect(after && nextAction(after)).toMatchObject({ id: mail });
  });

  test('may bring the one that follows', () => {
    given(planned)
      .when(complete({ next: draft }))
      .thenEvents({ type: 'ActionCompleted' }, { type: 'ActionPlanned', action: { purpose: draft.purpose } }, changed);
  });

  test('is not completed when the one that follows can’t be planned', () => {
    given(planned)
      .when(complete({ next: { ...draft, dueAt: monday } }))
      .thenRefused('action.in-the-past');
  });

  test('counts as a contact with its cost, and as a reaction when the customer reacted', () => {
    const cycle = (outcome: string) => having(planned, complete({ outcome })).cycle;
    expect(cycle('bought')).toMatchObject({ contacts: 1, costMinor: 1_500, responses: 1 });
    expect(cycle('not-interested')).toMatchObject({ contacts: 1, responses: 1 });
    expect(cycle('no-answer')).toMatchObject({ contacts: 1, responses: 0 });
    expect(cycle('done')).toMatchObject({ contacts: 1, responses: 0 });
  });

  test('the last of all leaves the process’s own step as the next action: feedback, on the day of the survey', () => {
    let customer = planned;
    for (const { id } of planned.actions) customer = having(customer, complete({ actionId: id }));
    expect(nextAction(customer)).toMatchObject({
      id: 'process',
      purpose: 'gather-feedback',
      dueAt: customer.cycle?.feedbackAt,
    });
  });

  test('is completed once', () => {
    given(having(planned, complete())).when(complete()).thenRefused('action.not-open');
  });

  test('is not the process’s own step, which nobody can take away', () => {
    given(planned)
      .when(complete({ actionId: ActionId.parse('process') }))
      .thenRefused('action.of-the-process');
  });
});

describe('an action', () => {
  const move = (dueAt: string, actionId = meeting): Command => ({ type: 'move-action', actionId, dueAt, note: 'Ill.' });

  test('that is moved keeps what it is, counts the move and sends the meeting anew', () => {
    given(planned)
      .when(move(tuesday))
      .thenEvents(
        { type: 'ActionMoved', actionId: meeting, dueAt: tuesday, why: { facts: { note: 'Ill.' } } },
        { type: 'MailQueued', message: { template: 'meeting-invite', actionId: meeting } },
        changed,
      );
    expect(having(planned, move(tuesday)).actions).toContainEqual(
      expect.objectContaining({ id: meeting, dueAt: tuesday, moved: 1, channel: 'meeting' }),
    );
  });

  test('can’t be moved into the past or out of sight', () => {
    given(planned).when(move(monday)).thenRefused('action.in-the-past');
    given(planned).when(move('2030-01-01T09:00:00.000Z')).thenRefused('action.too-far');
    given(planned)
      .when(move(tuesday, ActionId.parse('gone')))
      .thenRefused('action.not-open');
  });

  test('that is replaced gives way to another one', () => {
    const replace: Command = { type: 'replace-action', actionId: call, draft, note: 'Better so.', ...stand };
    given(planned)
      .when(replace)
      .thenEvents({ type: 'ActionReplaced', actionId: call, action: { purpose: draft.purpose } }, changed);
    expect(having(planned, replace).actions).toHaveLength(planned.actions.length);
  });

  test('that failed is closed with its reason, and may bring another', () => {
    const fail: Command = { type: 'fail-action', actionId: call, note: 'Wrong number.', next: draft, ...stand };
    given(planned)
      .when(fail)
      .thenEvents(
        {
          type: 'ActionFailed',
          actionId: call,
          why: { code: 'action.failed-by-user', facts: { note: 'Wrong number.' } },
        },
        { type: 'ActionPlanned' },
        changed,
      );
    expect(having(planned, fail).cycle?.contacts).toBe(0);
  });
});

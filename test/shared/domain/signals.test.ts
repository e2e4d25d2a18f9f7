import { describe, expect, test } from 'vitest';
import type { Command } from '#domain/decide.ts';
import { MailId, PersonId, UserId } from '#domain/ids.ts';
import { anna, contact, director, inDelivery, inReview, newcomer, owner, resting, steps } from './customers.ts';
import { given, having, monday } from './given.ts';

const soon = '2026-03-02T10:00:00.000Z';
const writes: Command = { type: 'record-contact', contact };
const clicks: Command = { type: 'click', personId: anna, detail: 'proposition' };

describe('what comes in during delivery', () => {
  test('waits in the mailbox, so that the execution wakes and takes it in', () => {
    expect(having(inDelivery(), writes).mailbox).toMatchObject([{ kind: 'interaction', personId: anna }]);
  });

  test('waits once, however often the button is pressed', () => {
    const clicked = having(inDelivery(), clicks);
    given(clicked).when(clicks).thenNothing();
    expect(clicked.mailbox).toHaveLength(1);
  });

  test.each([
    ['a message is answered', writes, 'answer-contact'],
    ['interest is followed up', clicks, 'follow-up-interest'],
  ] as const)('%s by a call of the owner within a working day', (_, command, purpose) => {
    given(having(inDelivery(), command), { now: '2026-03-02T18:30:00.000Z' })
      .when(steps.act())
      .thenEvents(
        { type: 'SignalsTaken', count: 1 },
        {
          type: 'ActionPlanned',
          action: {
            purpose,
            channel: 'call',
            personId: anna,
            owner: { kind: 'user', id: owner },
            dueAt: '2026-03-04T07:00:00.000Z',
          },
        },
      );
  });

  test('is not asked to be answered again while the answer is still open', () => {
    const asked = having(having(inDelivery(), clicks), steps.act(), { now: soon });
    given(having(asked, clicks), { now: soon }).when(steps.act()).thenEvents({ type: 'SignalsTaken', count: 1 });
  });

  test('several people are answered one by one', () => {
    const colleague = { ...contact, person: { name: 'Bruno Bianchi', email: 'bruno@acme.example' } };
    const both = having(having(inDelivery(), writes), { type: 'record-contact', contact: colleague });
    const { after: state } = given(both, { now: soon }).when(steps.act());
    const answers = state?.actions.filter(({ purpose }) => purpose === 'answer-contact');
    expect(answers?.map(({ personId }) => personId)).toEqual([anna, 'p2']);
    expect(new Set(state?.actions.map((action) => action.id)).size).toBe(state?.actions.length);
    expect(state?.mailbox).toEqual([]);
  });

  test('a conversation that a colleague writes down is followed up, one of our own is not', () => {
    const call = { type: 'record-interaction', channel: 'call', summary: 'Asked for prices.' } as const;
    expect(having(inDelivery(), { ...call, direction: 'in' }).mailbox).toHaveLength(1);
    expect(having(inDelivery(), { ...call, direction: 'out' }).mailbox).toEqual([]);
  });
});

describe('what comes in at any other time', () => {
  test.each([
    ['acquisition', newcomer()],
    ['review', inReview()],
    ['resting', resting()],
  ] as const)(
    'in %s a person is asked to answer at once, because no delivery would look for weeks',
    (stage, customer) => {
      const state = having(customer, writes);
      expect(state.stage).toBe(stage);
      expect(state.actions).toMatchObject([{ purpose: 'answer-contact', owner: { kind: 'user', id: owner } }]);
      expect(state.mailbox).toEqual([]);
    },
  );
});

describe('interest', () => {
  test('counts as a reaction of the customer when the button of our page is pressed', () => {
    expect(having(inDelivery(), clicks).cycle?.responses).toBe(1);
  });

  test('does not count when only a link of the mail was followed, which scanners do', () => {
    const followed = { type: 'report-mail', mailId: MailId.parse('m'), personId: anna, what: 'clicked' } as const;
    expect(having(inDelivery(), followed).cycle?.responses).toBe(0);
  });

  test('of somebody who is not on the card is refused', () => {
    given(inDelivery())
      .when({ ...clicks, personId: PersonId.parse('p9') })
      .thenRefused('person.unknown');
  });
});

describe('a new owner', () => {
  test('takes over what the old one had open, and nothing of anybody else', () => {
    const draft = { dueAt: '2026-03-10T09:00:00.000Z', channel: 'task', purpose: 'price list' } as const;
    const specialist = having(inDelivery(), {
      type: 'add-action',
      draft: { ...draft, ownerId: UserId.parse('tech') },
      fallbackOwnerId: owner,
    });
    const state = having(specialist, { type: 'assign-owner', ownerId: director });
    const owners = state.actions.flatMap((action) => (action.owner.kind === 'user' ? [action.owner.id] : []));
    expect(new Set(owners)).toEqual(new Set([director, 'tech']));
  });

  test('who is the owner already changes nothing', () => {
    given(newcomer()).when({ type: 'assign-owner', ownerId: owner }).thenNothing();
  });

  test('finds an invitation to each meeting that is planned', () => {
    const customer = inDelivery();
    const meetings = customer.actions.filter((action) => action.channel === 'meeting');
    expect(meetings.length).toBeGreaterThan(0);
    given(customer, { now: monday })
      .when({ type: 'assign-owner', ownerId: director })
      .thenEvents(
        { type: 'OwnerAssigned', ownerId: director },
        ...meetings.map(({ id }) => ({
          type: 'MailQueued' as const,
          message: { template: 'meeting-invite', actionId: id, to: { kind: 'user', id: director } },
        })),
      );
  });
});

import { describe, expect, test } from 'vitest';
import type { Customer } from '#domain/customer.ts';
import type { CustomerEvent } from '#domain/events.ts';
import type { Deps } from '#functions/deps.ts';
import { sendQueued } from '#functions/mail/send-queued.ts';
import type { LedgerItem, MailStatus, SendResult } from '#shared/ports.ts';
import { inDelivery, steps } from '#test/shared/domain/customers.ts';
import { given, monday, policy, the } from '#test/shared/domain/given.ts';

const planned = inDelivery();
const now = planned.actions[0]?.dueAt ?? monday;
const act = given(planned, { now }).when(steps.act());
const { message } = the(act.events, 'MailQueued');

/** A ledger of one mail to Anna, a card, and a provider that answers so; what came of it. */
async function sending(answer: SendResult, status: MailStatus = 'queued', card = act.after as Customer) {
  let item: LedgerItem = {
    message: { kind: 'customer', customerId: card.id, ...message },
    status,
    at: now,
    attempt: 0,
  };
  let written: readonly CustomerEvent[] = [];
  const parts = {
    config: { PUBLIC_URL: 'https://crm.example', MAIL_FROM: 'crm@crm.example', ADMIN_EMAIL: 'admin@crm.example' },
    users: { get: async () => undefined, list: async () => ({ items: [] }) },
    policies: { current: async () => policy },
    customers: {
      load: async () => card,
      save: async ({ events }: { events: readonly CustomerEvent[] }) => {
        written = events;
        return { kind: 'saved' as const };
      },
    },
    ledger: {
      get: async () => item,
      move: async (_id: string, from: MailStatus, to: MailStatus) => {
        const moves = item.status === from;
        if (moves) item = { ...item, status: to };
        return moves;
      },
    },
    mailer: { send: async () => answer },
  };
  await sendQueued(parts as Pick<Deps, 'mailer'> as Deps, message.mailId, now, performance.now());
  return { status: item.status, written };
}

describe('a mail whose turn has come', () => {
  test('leaves, and the card has nothing to add', async () => {
    const { status, written } = await sending({ kind: 'sent', messageId: 'm1' });
    expect([status, written]).toEqual(['sent', []]);
  });

  test('that the provider refuses is on the card, with the provider’s reason', async () => {
    const { status, written } = await sending({ kind: 'permanent', code: 'MessageRejected' });
    expect(status).toBe('rejected');
    expect(written).toMatchObject([
      { type: 'MailNotSent', why: { code: 'mail.rejected', facts: { code: 'MessageRejected' } } },
    ]);
  });

  test.each<MailStatus>(['queued', 'sending'])(
    'of which it is not known whether it left is on the card as such (found %s)',
    async (found) => {
      const { status, written } = await sending({ kind: 'unknown', code: 'TimeoutError' }, found);
      expect(status).toBe('uncertain');
      expect(written).toMatchObject([{ type: 'MailNotSent', why: { code: 'mail.uncertain' } }]);
    },
  );

  test('to somebody who unsubscribed meanwhile does not leave, and the card says why', async () => {
    const left = {
      ...(act.after as Customer),
      people: planned.people.map((person) => ({ ...person, suppressed: 'unsubscribed' as const })),
    };
    const { status, written } = await sending({ kind: 'sent', messageId: 'm1' }, 'queued', left);
    expect(status).toBe('rejected');
    expect(written).toMatchObject([{ type: 'MailNotSent', why: { code: 'held.unsubscribed' } }]);
  });
});

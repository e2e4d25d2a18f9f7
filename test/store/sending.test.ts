import { describe, expect, test } from 'vitest';
import type { CustomerId, MailId, UserId } from '#domain/ids.ts';
import type { LedgerMessage, MailStatus, Wait } from '#shared/ports.ts';
import { now, useStores } from './support.ts';

const table = useStores();
const later = '2026-11-22T10:00:00.000Z';
const mailId = 'digest.u1.2026-11-22' as MailId;
const digest: LedgerMessage = {
  kind: 'digest',
  mailId,
  lane: 'transactional',
  userId: 'u1' as UserId,
  date: '2026-11-22',
};

describe('The ledger of mails', () => {
  test('takes a message once', async () => {
    const { ledger } = table.stores;
    const queued = await Promise.all(Array.from({ length: 20 }, () => ledger.queue(digest, now)));
    expect(queued.filter(Boolean)).toHaveLength(1);
    expect(await ledger.get(mailId)).toEqual({ message: digest, status: 'queued', at: now, attempt: 0 });
    expect(await ledger.get('another' as MailId)).toBeUndefined();
  });

  test('lets one sender have it, however many try', async () => {
    const { ledger } = table.stores;
    await ledger.queue(digest, now);
    const moves = Array.from({ length: 20 }, () => ledger.move(mailId, 'queued', 'sending', later));
    expect((await Promise.all(moves)).filter(Boolean)).toHaveLength(1);
    expect(await ledger.get(mailId)).toMatchObject({ status: 'sending', at: later, attempt: 1 });
  });

  test('keeps the number that SES gave it through what becomes of it', async () => {
    const { ledger } = table.stores;
    await ledger.queue(digest, now);
    await ledger.move(mailId, 'queued', 'sending', now);
    await ledger.move(mailId, 'sending', 'sent', now, 'ses-1');
    expect(await ledger.move(mailId, 'sent', 'delivered', later)).toBe(true);
    expect(await ledger.get(mailId)).toEqual({
      message: digest,
      status: 'delivered',
      at: later,
      attempt: 1,
      sesMessageId: 'ses-1',
    });
  });

  test('moves nothing that is not where it was thought to be, and nothing that is not there', async () => {
    const { ledger } = table.stores;
    await ledger.queue(digest, now);
    expect(await ledger.move(mailId, 'sent', 'delivered', later)).toBe(false);
    expect(await ledger.move('another' as MailId, 'queued', 'sending', later)).toBe(false);
    expect(await ledger.get(mailId)).toMatchObject({ status: 'queued', at: now });
    expect(await table.items()).toHaveLength(1);
  });

  test('shows the sender what waits, again when it is queued again, and counts the attempts', async () => {
    const { ledger } = table.stores;
    const waiting = async () => (await table.items()).map(({ queuedMail }) => queuedMail);
    await ledger.queue(digest, now);
    expect(await waiting()).toEqual([true]);
    await ledger.move(mailId, 'queued', 'sending', now);
    expect(await waiting()).toEqual([undefined]);
    await ledger.move(mailId, 'sending', 'queued', now);
    expect(await waiting()).toEqual([true]);
    await ledger.move(mailId, 'queued', 'sending', now);
    expect(await ledger.get(mailId)).toMatchObject({ attempt: 2 });
  });
});

describe('Mails that left', () => {
  const send = async (message: LedgerMessage, at = now, ...to: readonly MailStatus[]) => {
    const { ledger } = table.stores;
    await ledger.queue(message, at);
    let from: MailStatus = 'queued';
    for (const next of ['sending', ...to] as const) {
      expect(await ledger.move(message.mailId, from, next, at)).toBe(true);
      from = next;
    }
  };
  const review = (id: string, variant: 'first' | 'reminder'): LedgerMessage => ({
    kind: 'customer',
    customerId: 'c1' as CustomerId,
    mailId: id as MailId,
    template: 'review',
    lane: 'transactional',
    to: { kind: 'user', id: 'u1' as UserId },
    variant,
  });

  test('are counted once by kind, whatever becomes of them; those that did not leave are not', async () => {
    await send(digest, now, 'sent', 'delivered');
    await send(review('m1', 'first'), now, 'delivered');
    await send(review('m2', 'first'), now, 'uncertain', 'bounced', 'complained');
    await send(review('m3', 'reminder'), now, 'sent');
    await send(review('m4', 'reminder'), now, 'rejected');
    await send(review('m5', 'reminder'), now, 'uncertain');
    expect(await table.stores.ledger.sent({})).toEqual({ digest: 1, review: 2, 'review/reminder': 1 });
  });

  test('are counted in the days that are asked for', async () => {
    for (const [id, day] of ['21', '22', '23'].entries())
      await send(review(`m${id}`, 'first'), `2026-11-${day}T23:59:59.000Z`, 'sent');
    const { ledger } = table.stores;
    expect(await ledger.sent({ from: '2026-11-22' })).toEqual({ review: 2 });
    expect(await ledger.sent({ until: '2026-11-21' })).toEqual({ review: 1 });
    expect(await ledger.sent({ from: '2026-11-22', until: '2026-11-22' })).toEqual({ review: 1 });
    expect(await ledger.sent({ from: '2026-11-24' })).toEqual({});
  });

  test('are all counted when thirty leave at the same moment, and one that two report is counted once', async () => {
    const { ledger } = table.stores;
    const ids = Array.from({ length: 30 }, (_, index) => `m${index}` as MailId);
    for (const id of ids) {
      await ledger.queue(review(id, 'first'), now);
      await ledger.move(id, 'queued', 'sending', now);
    }
    const both = ids.flatMap((id) => [
      ledger.move(id, 'sending', 'sent', now),
      ledger.move(id, 'sending', 'delivered', now),
    ]);
    const moved = await Promise.all(both);
    expect(moved.filter(Boolean)).toHaveLength(30);
    expect(await ledger.sent({})).toEqual({ review: 30 });
  });
});

describe('What an execution waits for', () => {
  const id = 'c1' as CustomerId;
  const wait: Wait = { token: 't'.repeat(2048), what: 'review', cycle: 2, since: now };

  test('is there until it is taken, once', async () => {
    const { waits } = table.stores;
    expect(await waits.get(id)).toBeUndefined();
    await waits.put(id, wait);
    expect(await waits.get(id)).toEqual(wait);
    const taken = await Promise.all(Array.from({ length: 20 }, () => waits.take(id, wait.token)));
    expect(taken.filter(Boolean)).toHaveLength(1);
    expect(await waits.get(id)).toBeUndefined();
  });

  test('is replaced by the next wait, which an old token does not take away', async () => {
    const { waits } = table.stores;
    await waits.put(id, wait);
    const next: Wait = { ...wait, token: 'next', what: 'next' };
    await waits.put(id, next);
    expect(await waits.take(id, wait.token)).toBe(false);
    expect(await waits.get(id)).toEqual(next);
  });
});

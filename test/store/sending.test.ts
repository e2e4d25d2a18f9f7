import { describe, expect, test } from 'vitest';
import type { CustomerId, MailId, UserId } from '#domain/ids.ts';
import type { LedgerMessage, Wait } from '#shared/ports.ts';
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

import { describe, expect, test } from 'vitest';
import { Customer } from '#domain/customer.ts';
import type { Message } from '#domain/events.ts';
import type { CustomerId, LinkId, MailId, UserId } from '#domain/ids.ts';
import type { Saving } from '#shared/ports.ts';
import { capture, decided, live, now, useStores } from './support.ts';

const table = useStores();
const c1 = 'c1' as CustomerId;
const assign = (owner: string) => ({ type: 'assign-owner', ownerId: owner as UserId }) as const;

describe('A commit', () => {
  test('is read back as it was written, and is what the schema says', async () => {
    const { stores } = table;
    const saving = decided('c1', undefined, capture());
    expect(await stores.customers.save(saving)).toEqual({ kind: 'saved' });
    const loaded = await stores.customers.load(c1);
    expect(loaded).toEqual(saving.after);
    expect(Customer.parse(loaded)).toEqual(saving.after);
    expect((await stores.customers.timeline(c1, { limit: 5 })).items).toEqual([
      { version: 1, at: now, events: saving.events },
    ]);
  });

  test('leaves out what is undefined and keeps what is null, empty or fractional', async () => {
    const saving = decided('c1', undefined, capture());
    const lesson = { response: 0.1 + 0.2, marginMinor: -5, costMinor: 7, explanation: explanation() };
    const after: Customer = { ...saving.after, lesson, origin: '' };
    await table.stores.customers.save({ ...saving, after: Object.assign(after, { sector: undefined }) });
    const loaded = await table.stores.customers.load(c1);
    expect(loaded).toEqual({ ...saving.after, lesson, origin: '' });
    expect(loaded).not.toHaveProperty('sector');
  });

  test('keeps answers to fields that are called like something every object has', async () => {
    const answers = { constructor: 'Rossi Costruzioni', toString: 'yes', hasOwnProperty: 'no' };
    const contact = { consents: [], origin: 'form', summary: '', answers };
    await live(table.stores, 'c1', capture('Rossi', undefined, { contact }));
    const { items } = await table.stores.customers.timeline(c1, { limit: 1 });
    expect(items[0]?.events).toContainEqual(expect.objectContaining({ type: 'InteractionRecorded', answers }));
  });

  test('of which one part is refused leaves nothing behind', async () => {
    await live(table.stores, 'c1', capture());
    const before = await table.items();
    const other = decided('c2', undefined, capture('Bianchi', 'rossi@example.com'));
    await table.stores.customers.save({ ...other, delivery: { key: 'd-2' }, alias: 'company:bianchi' });
    expect(await table.items()).toEqual(before);
  });

  test('without events is refused as a mistake of the caller', async () => {
    const saving = decided('c1', undefined, capture());
    await expect(table.stores.customers.save({ ...saving, events: [] })).rejects.toThrow('c1 without events');
  });

  test('shows the relay its outbox, and only when something has to follow', async () => {
    const customer = await live(table.stores, 'c1', capture());
    await live(table.stores, 'c1', assign('u1'));
    const commits = (await table.items()).filter(({ sk }) => String(sk).startsWith('E#'));
    expect(customer.version).toBe(1);
    expect(commits.map(({ sk, outbox }) => [sk, outbox]).sort()).toEqual([
      ['E#00000001', { customerId: 'c1', start: 1 }],
      ['E#00000002', undefined],
    ]);
  });

  test('that takes the schedule away says so in its outbox', async () => {
    const saving = decided('c1', undefined, capture());
    await table.stores.customers.save({ ...saving, effects: { ...saving.effects, outbox: { dueAt: null } } });
    const commit = (await table.items()).find(({ sk }) => sk === 'E#00000001');
    expect(commit?.outbox).toEqual({ customerId: 'c1', dueAt: null });
  });
});

describe('Who comes second', () => {
  test('of fifty at once, one wins and the others are told to decide again', async () => {
    const before = await live(table.stores, 'c1', capture());
    const all = Array.from({ length: 50 }, (_, n) => decided('c1', before, assign(`u${n}`)));
    const results = await Promise.all(all.map((saving) => table.stores.customers.save(saving)));
    const winners = all.filter((_, n) => results[n]?.kind === 'saved');
    expect(winners).toHaveLength(1);
    expect(results.filter(({ kind }) => kind === 'conflict')).toHaveLength(49);
    expect((await table.stores.customers.load(c1))?.ownerId).toBe(winners[0]?.after.ownerId);
    expect((await table.stores.customers.timeline(c1, { limit: 9 })).items).toHaveLength(2);
  });

  test('of fifty deliveries that say the same at once, one makes a customer and the others learn which', async () => {
    const delivery = { key: 'tally:1' };
    const all = Array.from({ length: 50 }, (_, n) => ({
      ...decided(`c${n}`, undefined, capture('Rossi', `rossi${n}@example.com`)),
      delivery,
    }));
    const results = await settled(all);
    const winner = all.find((_, n) => results[n]?.kind === 'saved')?.after.id;
    expect(results.filter(({ kind }) => kind === 'saved')).toHaveLength(1);
    expect(results.filter((saved) => saved.kind === 'delivered-before' && saved.customerId === winner)).toHaveLength(
      49,
    );
    expect((await table.stores.customers.list({}, { limit: 60 })).items.map(({ id }) => id)).toEqual([winner]);
  });

  test('with a customer that exists already gets a conflict', async () => {
    const saving = decided('c1', undefined, capture());
    await table.stores.customers.save(saving);
    expect(await table.stores.customers.save(saving)).toEqual({ kind: 'conflict' });
  });

  test('with an address of another customer is told which address and whose', async () => {
    await live(table.stores, 'c1', capture());
    const other = decided('c2', undefined, capture('Bianchi', 'rossi@example.com'));
    expect(await table.stores.customers.save(other)).toEqual({
      kind: 'taken',
      key: 'email:rossi@example.com',
      customerId: 'c1',
    });
    expect(await table.stores.customers.find('email:rossi@example.com')).toBe('c1');
  });

  test('with an alias of another customer is told so too', async () => {
    const saving = decided('c1', undefined, capture());
    await table.stores.customers.save({ ...saving, alias: 'company:rossi' });
    const other = { ...decided('c2', undefined, capture('Bianchi')), alias: 'company:rossi' };
    expect(await table.stores.customers.save(other)).toEqual({ kind: 'taken', key: 'company:rossi', customerId: 'c1' });
  });

  test('hears of the delivery first, then of the address, then of the conflict', async () => {
    const saving = { ...decided('c1', undefined, capture()), delivery: { key: 'd' } };
    await table.stores.customers.save(saving);
    const { customers } = table.stores;
    expect(await customers.save(saving)).toEqual({ kind: 'delivered-before', customerId: 'c1' });
    const stale = { ...saving, delivery: { key: 'another' }, alias: 'company:bianchi' };
    await customers.save({ ...decided('c2', undefined, capture('Bianchi')), alias: 'company:bianchi' });
    expect(await customers.save(stale)).toEqual({ kind: 'taken', key: 'company:bianchi', customerId: 'c2' });
  });

  test('with its own address again is no other customer', async () => {
    const customer = await live(table.stores, 'c1', capture());
    const saving = decided('c1', customer, assign('u1'));
    const again = { ...saving, effects: { ...saving.effects, keys: ['email:rossi@example.com'] }, alias: 'a:1' };
    expect(await table.stores.customers.save(again)).toEqual({ kind: 'saved' });
    expect(await table.stores.customers.find('a:1')).toBe('c1');
    expect(await table.stores.customers.find('a:2')).toBeUndefined();
  });
});

describe('What a commit brings with it', () => {
  test('ninety opportunities at once are all there, the last word on each', async () => {
    const items = Array.from({ length: 90 }, (_, n) => ({ opportunity: opportunity(`o${n}`, n) }));
    const last = { opportunity: opportunity('o7', 700) };
    await live(table.stores, 'c1', capture(), { type: 'record-opportunities', items: [...items, last] });
    const found = await table.stores.customers.opportunities(c1);
    expect(found).toHaveLength(90);
    expect(found.find(({ id }) => id === 'o7')).toEqual(last.opportunity);
    expect((await table.stores.customers.load(c1))?.sales.won).toBe(91);
  });

  test('more than a transaction can hold is refused before anything is written', async () => {
    const customer = await live(table.stores, 'c1', capture());
    const items = Array.from({ length: 99 }, (_, n) => ({ opportunity: opportunity(`o${n}`, n) }));
    const saving = decided('c1', customer, { type: 'record-opportunities', items });
    await expect(table.stores.customers.save(saving)).rejects.toThrow('at most 100 items, this one has 101');
    expect(await table.stores.customers.opportunities(c1)).toEqual([]);
  });

  test('a mail that is on its way already stays as it is, and the rest is saved', async () => {
    const message = mail('m1');
    await table.stores.ledger.queue({ kind: 'customer', customerId: c1, ...message }, now);
    await table.stores.ledger.move(message.mailId, 'queued', 'sending', now);
    const saving = decided('c1', undefined, capture());
    const mails = [message, mail('m2')];
    expect(await table.stores.customers.save(withEffects(saving, { mails }))).toEqual({ kind: 'saved' });
    expect((await table.stores.ledger.get(message.mailId))?.status).toBe('sending');
    expect((await table.stores.ledger.get('m2' as MailId))?.status).toBe('queued');
  });

  test('a link is closed once: how it was closed first is how it stays', async () => {
    const link = { id: 'l1' as LinkId, kind: 'review', userId: 'm1' as UserId } as const;
    const customer = await live(table.stores, 'c1', capture());
    await table.stores.customers.save(withEffects(decided('c1', customer, assign('u1')), { links: [link] }));
    const expiresAt = '2026-12-22T09:00:00.000Z';
    expect(await table.stores.links.get(link.id)).toEqual({ ...link, customerId: 'c1', expiresAt });

    const first = { id: link.id, how: 'answered', result: 'approve', by: 'm1', at: now } as const;
    await closing(first, 'u2');
    await closing({ ...first, how: 'expired', result: 'trim-plan' }, 'u3');
    expect(await table.stores.links.get(link.id)).toEqual({ ...link, customerId: 'c1', expiresAt, closed: first });
  });

  test('a link that the table has forgotten does not stop the decision that closes it', async () => {
    await live(table.stores, 'c1', capture());
    const gone = { id: 'gone' as LinkId, how: 'expired', result: 'approve', by: 'process', at: now } as const;
    expect(await closing(gone, 'u1')).toEqual({ kind: 'saved' });
    expect(await table.stores.links.get(gone.id)).toBeUndefined();
  });

  test('a link that is opened and closed in the same breath is there, closed', async () => {
    const link = { id: 'l1' as LinkId, kind: 'survey' } as const;
    const closed = [{ id: link.id, how: 'superseded', result: '', by: 'process', at: now } as const];
    await table.stores.customers.save(withEffects(decided('c1', undefined, capture()), { links: [link], closed }));
    expect((await table.stores.links.get(link.id))?.closed).toEqual(closed[0]);
  });
});

const settled = (all: readonly Saving[]) => Promise.all(all.map((saving) => table.stores.customers.save(saving)));

const withEffects = (saving: Saving, effects: Partial<Saving['effects']>): Saving => ({
  ...saving,
  effects: { ...saving.effects, ...effects },
});

async function closing(closed: Saving['effects']['closed'][number], owner: string) {
  const customer = await table.stores.customers.load(c1);
  return await table.stores.customers.save(withEffects(decided('c1', customer, assign(owner)), { closed: [closed] }));
}

const mail = (id: string): Message => ({
  mailId: id as MailId,
  template: 'welcome',
  lane: 'transactional',
  to: { kind: 'user', id: 'u1' as UserId },
  variant: 'first',
});

const opportunity = (id: string, amountMinor: number) =>
  ({ id, product: 'GTX', stage: 'won', amountMinor, closedAt: now }) as const;

const explanation = () => ({ rule: 'r@1', policyVersion: 0, facts: [{ name: 'n', value: null }], outcome: 'o' });

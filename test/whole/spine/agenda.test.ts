import { beforeAll, describe, expect, test } from 'vitest';
import { lead, post } from '#test/whole/support/forms.ts';
import { until } from '#test/whole/support/product.ts';
import { Actions, type Card, Identified } from '#test/whole/support/shapes.ts';
import { changePolicy, noContacts } from '#test/whole/support/short-cycle.ts';
import { useProduct } from '#test/whole/support/use-product.ts';

const product = useProduct();
const zones = { rome: 'Europe/Rome', 'new-york': 'America/New_York', tokyo: 'Asia/Tokyo' };
const addressOf = (id: string) => `${id}@company.example`;
const cards: Record<string, Card> = {};

const localHour = (at: string, timeZone: string) =>
  new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(new Date(at));
const localDate = (at: string, timeZone: string) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(new Date(at));
const inDays = async (days: number, time = '10:00') =>
  `${new Date(Date.parse(await product().now()) + days * 86_400_000).toISOString().slice(0, 10)}T${time}:00.000Z`;
const digests = async (id: string) =>
  (await product().mails(addressOf(id))).filter(({ subject }) => /action/i.test(subject));
const plan = (card: Card, draft: object) =>
  product().ask(Identified.partial(), 'POST', `/customers/${card.id}/actions`, { body: draft });
const invites = async (subject: RegExp) =>
  (await product().mails(addressOf('rome'))).filter((mail) => subject.test(mail.subject));
const calendarOf = async (id: string) => {
  const { attachments } = await product().mail(id);
  const part = attachments.find(({ mimeType }) => mimeType === 'text/calendar');
  return { method: part?.method, text: (part?.text ?? '').replace(/\r?\n[ \t]/g, '') };
};

beforeAll(async () => {
  await changePolicy(product(), noContacts);
  await product().newUser({ id: 'idle', name: 'Ida Idle', email: addressOf('idle'), role: 'sales', locale: 'en' });
  for (const [id, timeZone] of Object.entries(zones)) {
    await product().newUser({ id, name: `Rep ${id}`, email: addressOf(id), role: 'sales', locale: 'en', timeZone });
    const source = await product().newSource('json', { ownerId: id, locale: 'en' });
    const email = `client@of-${id}.example`;
    expect((await post(source.url, lead(email))).status).toBe(200);
    cards[id] = await product().cardOf(email, ({ stage }) => stage === 'delivery');
  }
}, 120_000);

describe('The digest of the day', () => {
  test('comes at the local 08:00 of each account manager with what is due that day', async () => {
    const dueAt = await inDays(2, '13:00');
    for (const card of Object.values(cards))
      await plan(card, { dueAt, channel: 'call', purpose: 'Ask about the fair' });
    await product().advance('P3D');
    for (const [id, zone] of Object.entries(zones)) {
      const [first] = (await digests(id)).reverse();
      expect(localHour(first?.at ?? '', zone)).toBe('08:00');
      expect(localDate(first?.at ?? '', zone)).toBe(localDate(dueAt, zone));
      expect((await product().mail(first?.id ?? '')).text).toContain('Ask about the fair');
    }
  });

  test('never comes twice for a day', async () => {
    for (const id of Object.keys(zones)) {
      const days = (await digests(id)).map(({ at }) => at.slice(0, 10));
      expect(new Set(days).size).toBe(days.length);
    }
  });

  test('does not come when there is nothing to do', async () => {
    expect(await product().mails(addressOf('idle'))).toEqual([]);
    const [card] = Object.values(cards);
    const [action] = card ? (await product().card(card.id)).path : [];
    const before = (await digests('rome')).length;
    await product().ask(Identified.partial(), 'POST', `/customers/${card?.id}/actions/${action?.id}/completion`, {
      body: {},
    });
    await product().advance('P2D');
    expect(await digests('rome')).toHaveLength(before);
  });

  test('tells what is overdue until it is done, in the order of the list', async () => {
    const { items } = await product().get(Actions, '/actions?owner=tokyo');
    expect(items).toMatchObject([{ purpose: 'Ask about the fair' }]);
    const [newest] = await digests('tokyo');
    expect((await product().mail(newest?.id ?? '')).text).toMatch(/overdue/i);
  });
});

describe('A meeting', () => {
  const about = /Meeting with Client/i;
  const card = () => cards.rome ?? Object.values(cards)[0];

  test('comes into the owner’s calendar by an invitation', async () => {
    const dueAt = await inDays(9);
    await plan(card() as Card, { dueAt, channel: 'meeting', purpose: 'Visit the plant', minutes: 90 });
    const [mail] = await until('an invitation', async () => {
      const found = await invites(about);
      return found.length > 0 ? found : undefined;
    });
    const { method, text } = await calendarOf(mail?.id ?? '');
    expect(method).toBe('REQUEST');
    expect(text).toContain('BEGIN:VEVENT');
    expect(text.toLowerCase()).toContain(`mailto:${addressOf('rome')}`);
    const stamp = (at: string) => at.replace(/[-:]|\.\d+/g, '');
    expect(text).toMatch(new RegExp(`DTSTART(;TZID=Europe/Rome)?:${stamp(dueAt).slice(0, 8)}`));
    expect((await product().mail(mail?.id ?? '')).tags.template).toEqual(['meeting-invite']);
  });

  test('that is moved is the same one in the calendar, with a higher sequence', async () => {
    const [first] = await invites(about);
    const before = (await calendarOf(first?.id ?? '')).text;
    const meeting = (await product().card(card()?.id ?? '')).path.find(({ channel }) => channel === 'meeting');
    await product().ask(Identified.partial(), 'POST', `/customers/${card()?.id}/actions/${meeting?.id}/move`, {
      body: { dueAt: await inDays(10, '09:00') },
    });
    const moved = await until('an updated invitation', async () => {
      const found = (await product().mails(addressOf('rome'))).find(({ subject }) => /Updated: meeting/i.test(subject));
      return found;
    });
    const after = (await calendarOf(moved.id)).text;
    const line = (text: string, name: string) => new RegExp(`^${name}:(.*)$`, 'm').exec(text)?.[1];
    expect(line(after, 'UID')).toBe(line(before, 'UID'));
    expect(Number(line(after, 'SEQUENCE'))).toBe(Number(line(before, 'SEQUENCE')) + 1);
  });
});

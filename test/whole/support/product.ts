import { setTimeout as wait } from 'node:timers/promises';
import { expect } from 'vitest';
import { type Client, clientOf, type Place } from './client.ts';
import * as shapes from './shapes.ts';

export type Product = ReturnType<typeof productOf>;

/** What people and programs do with the product, in their own words. */
export function productOf(place: Place) {
  const client = clientOf(place);
  const { get, ask } = client;
  const card = (id: string) => get(shapes.Card, `/customers/${id}`);
  const find = async (email: string) =>
    (await get(shapes.SummaryPage, `/customers?email=${encodeURIComponent(email)}`)).items[0];
  const forgotten = async () => (await get(shapes.SummaryPage, '/customers?without=next-action')).items;
  const mails = async (to: string) =>
    (await get(shapes.MailPage, `/local/mail?limit=1000&to=${encodeURIComponent(to)}`)).items;

  return {
    ...client,
    card,
    find,
    forgotten,
    mails,
    timeline: (id: string) => wholeTimeline(client, id),
    customers: () => allCustomers(client),
    execution: (id: string) => get(shapes.Execution, `/customers/${id}/execution`),
    mail: (id: string) => get(shapes.Mail, `/local/mail/${id}`),
    source: (id: string) => get(shapes.Source, `/sources/${id}`),
    newSource: (provider: string, more: object = {}) =>
      ask(shapes.Source, 'POST', '/sources', { body: { name: `${provider} form`, provider, ...more } }),
    newUser: (user: object) => ask(shapes.Identified, 'POST', '/users', { body: user }),
    /** The card of whoever has this address, once it is there and is as wanted. */
    async cardOf(email: string, wanted: (card: shapes.Card) => boolean = () => true): Promise<shapes.Card> {
      return until(`the card of ${email}`, async () => {
        const found = await find(email);
        const known = found && (await card(found.id));
        return known && wanted(known) ? known : undefined;
      });
    },
    /** The newest mail to an address whose subject matches. */
    async mailTo(to: string, subject = /./): Promise<shapes.MailItem> {
      return until(`a mail to ${to} about ${subject}`, async () =>
        (await mails(to)).find((mail) => subject.test(mail.subject)),
      );
    },
    /** Moves the clock; when all that was due has happened, nobody is without a next action. */
    async advance(by: string): Promise<void> {
      const answer = await fetch(`${place.url}/local/clock`, {
        method: 'POST',
        body: JSON.stringify({ advance: by }),
      });
      expect(await answer.json()).toMatchObject({ to: expect.stringMatching(/^\d{4}-/) });
      expect(await forgotten()).toEqual([]);
    },
  };
}

/** @throws Error when it has not come within the time. */
export async function until<T>(what: string, look: () => Promise<T | undefined>, withinMs = 20_000): Promise<T> {
  const end = performance.now() + withinMs;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() > end) throw new Error(`${what} did not come within ${withinMs} ms.`);
    await wait(25);
  }
}

async function allCustomers({ get }: Client) {
  const all: (typeof shapes.Summary)['_output'][] = [];
  for (const status of ['active', 'dismissed']) {
    let cursor: string | undefined;
    do {
      const more: string = cursor ? `&cursor=${encodeURIComponent(cursor)}` : '';
      const page = await get(shapes.SummaryPage, `/customers?limit=100&status=${status}${more}`);
      all.push(...page.items);
      cursor = page.cursor;
    } while (cursor);
  }
  return all;
}

async function wholeTimeline({ get }: Client, id: string): Promise<shapes.Event[]> {
  const all: shapes.Event[] = [];
  let cursor: string | undefined;
  do {
    const more: string = cursor ? `&cursor=${encodeURIComponent(cursor)}` : '';
    const page = await get(shapes.TimelinePage, `/customers/${id}/timeline?limit=100${more}`);
    all.push(...page.items);
    cursor = page.cursor;
  } while (cursor);
  return all.reverse();
}

import { request } from 'node:http';
import { SendRawEmailCommand } from '@aws-sdk/client-ses';
import MailComposer from 'nodemailer/lib/mail-composer';
import { parse, serialize } from 'parse5';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { mailboxRoutes } from '#local/mailbox/mailbox-routes.ts';
import { letter, message, startSes } from '#test/local/ses/start-ses.ts';
import { serve } from '#test/support/serve.ts';

const Page = z.object({
  items: z.array(z.looseObject({ id: z.string(), subject: z.string() })),
  cursor: z.string().optional(),
});

async function startMailbox() {
  const started = await startSes();
  const routes = mailboxRoutes(started.ses.mailbox);
  const url = await serve(async (req, res) => {
    if (!(await routes(req, res))) res.writeHead(404).end('elsewhere');
  });
  const send = async (Data: Buffer) =>
    (await started.client.send(new SendRawEmailCommand({ RawMessage: { Data } }))).MessageId ?? '';
  const get = (path: string, headers: Record<string, string> = {}) => fetch(`${url}${path}`, { headers });
  const json = async (path: string) => (await get(path)).json();
  return { ...started, url, send, get, json };
}

const richMail = () =>
  new MailComposer({
    from: 'Percorso <crm@example.com>',
    to: 'Ada Rossi <ada@example.com>',
    cc: 'bob@example.com',
    subject: 'Incontro <b>martedì</b>',
    text: 'Vedi https://crm.example/r/1',
    html: '<h1 onclick="steal()">Ciao</h1><script>steal()</script><a href="https://crm.example/r/1?a=1&amp;b=2">apri</a><img src="cid:logo">',
    attachments: [
      { filename: 'logo.png', content: Buffer.from('png'), cid: 'logo' },
      {
        filename: 'incontro.ics',
        contentType: 'text/calendar; method=REQUEST',
        content: 'BEGIN:VCALENDAR\r\nEND:VCALENDAR',
      },
    ],
  })
    .compile()
    .build();

describe('GET /local/mail', () => {
  test('lists id, to, from, subject, at and links, newest first', async () => {
    const { send, json, clock } = await startMailbox();
    const first = await send(letter('Ada <ada@example.com>, bob@example.com', 'uno'));
    await clock.advance('PT1H');
    const second = await send(
      message(['From: crm@example.com', 'To: ada@example.com', 'Subject: due'], 'https://a.example/1'),
    );
    expect(await json('/local/mail')).toEqual({
      items: [
        {
          id: second,
          to: 'ada@example.com',
          from: 'crm@example.com',
          subject: 'due',
          at: '2026-11-30T09:00:00.000Z',
          links: ['https://a.example/1'],
        },
        {
          id: first,
          to: 'ada@example.com, bob@example.com',
          from: 'crm@example.com',
          subject: 'uno',
          at: '2026-11-30T08:00:00.000Z',
          links: [],
        },
      ],
    });
  });

  test('finds by recipient whatever the case, by sender, by part of the subject and since a moment', async () => {
    const { send, json, clock } = await startMailbox();
    await send(letter('Ada@Example.com', 'Offerta di maggio'));
    await clock.advance('PT1H');
    await send(letter('bob@example.com', 'Promemoria'));
    const subjects = async (query: string) =>
      Page.parse(await json(`/local/mail?${query}`)).items.map(({ subject }) => subject);
    expect(await subjects('to=ADA@example.COM')).toEqual(['Offerta di maggio']);
    expect(await subjects('to=ad@example.com')).toEqual([]);
    expect(await subjects('to=%20bob@example.com%20')).toEqual(['Promemoria']);
    expect(await subjects('from=CRM@example.com')).toEqual(['Promemoria', 'Offerta di maggio']);
    expect(await subjects('subject=MAGGIO')).toEqual(['Offerta di maggio']);
    expect(await subjects('subject=%25')).toEqual([]);
    expect(await subjects('since=2026-11-30T08:30:00Z')).toEqual(['Promemoria']);
  });

  test.each([
    '',
    '%00',
    '%25',
    '_ob@example.com',
    'bob',
    '*',
    "' OR ''='",
    'bob@example.com%00',
    'ada@example.com,bob@example.com',
  ])('shows nobody the mail of others: ?to=%s finds nothing', async (to) => {
    const { send, json } = await startMailbox();
    await send(letter('bob@example.com', 'Promemoria'));
    expect(Page.parse(await json(`/local/mail?to=${to}`)).items).toEqual([]);
    expect(Page.parse(await json('/local/mail?subject=%00')).items).toEqual([]);
    expect(Page.parse(await json('/local/mail')).items).toHaveLength(1);
  });

  test('pages through all of it with the cursor, each message once', async () => {
    const { send, json } = await startMailbox();
    const sent: string[] = [];
    for (let at = 0; at < 5; at += 1) sent.push(await send(letter('a@example.com', `${at}`)));
    const seen: string[] = [];
    let cursor = '';
    do {
      const page = Page.parse(await json(`/local/mail?limit=2&cursor=${cursor}`));
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.cursor ?? '';
    } while (cursor !== '');
    expect(seen).toEqual(sent.toReversed());
  });

  test.each(['since=yesterday', 'limit=0', 'limit=many', 'cursor=made-up'])(
    'refuses ?%s with a problem',
    async (query) => {
      const { get } = await startMailbox();
      const answer = await get(`/local/mail?${query}`);
      expect(answer.status).toBe(400);
      expect(answer.headers.get('content-type')).toBe('application/problem+json');
    },
  );
});

describe('GET /local/mail/{id}', () => {
  test('gives the message parsed, with its invite as text', async () => {
    const { send, json } = await startMailbox();
    const id = await send(await richMail());
    expect(await json(`/local/mail/${id}`)).toMatchObject({
      id,
      subject: 'Incontro <b>martedì</b>',
      from: 'crm@example.com',
      to: 'ada@example.com, bob@example.com',
      cc: 'bob@example.com',
      date: '2026-11-30T08:00:00.000Z',
      text: expect.stringContaining('Vedi https://crm.example/r/1'),
      links: ['https://crm.example/r/1?a=1&b=2', 'https://crm.example/r/1'],
      attachments: [
        { filename: 'logo.png', mimeType: 'image/png', size: 3 },
        {
          filename: 'incontro.ics',
          mimeType: 'text/calendar',
          method: 'REQUEST',
          text: expect.stringContaining('VCALENDAR'),
        },
      ],
    });
  });

  test('gives the raw file and each attachment', async () => {
    const { send, get, ses } = await startMailbox();
    const id = await send(await richMail());
    const raw = await get(`/local/mail/${id}/raw`);
    expect(raw.headers.get('content-type')).toBe('message/rfc822');
    expect(Buffer.from(await raw.arrayBuffer())).toEqual(await ses.mailbox.raw(id));
    expect(await (await get(`/local/mail/${id}/attachments/0`)).text()).toBe('png');
  });

  test.each(['unknown', '..%2Findex.sqlite', 'x/raw', 'x/attachments/0'])('answers 404 for %s', async (path) => {
    const { get } = await startMailbox();
    expect((await get(`/local/mail/${path}`)).status).toBe(404);
  });
});

describe('The mailbox page', () => {
  test('lists in the reader’s language and escapes what a message says', async () => {
    const { send, get } = await startMailbox();
    await send(await richMail());
    const italian = await (await get('/local/mailbox', { 'accept-language': 'it-IT,it;q=0.9,en;q=0.8' })).text();
    expect(italian).toContain('<html lang="it">');
    expect(italian).toContain('Destinatario');
    expect(italian).toContain('Incontro &lt;b&gt;martedì&lt;/b&gt;');
    expect(await (await get('/local/mailbox?to=')).text()).toContain('<ol class="mails">');
    const english = await (await get('/local/mailbox?to=nobody', { 'accept-language': 'de' })).text();
    expect(english).toContain('No e-mail for this recipient.');
  });

  test('shows a message with its HTML in a frame that can run and load nothing', async () => {
    const { send, get } = await startMailbox();
    const id = await send(await richMail());
    const page = await get(`/local/mailbox/${id}`);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    const text = await page.text();
    expect(text).not.toContain('steal()');
    expect(text).toContain(`src="/local/mailbox/${id}/body" sandbox="allow-popups`);
    const body = await get(`/local/mailbox/${id}/body`);
    expect(body.headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox allow-popups/);
    const html = serialize(parse(await body.text()));
    expect(html).toContain('target="_blank"');
    expect(html).toContain(`src="data:image/png;base64,${Buffer.from('png').toString('base64')}"`);
  });

  test('leaves other paths to others, other methods and other host names to nobody', async () => {
    const { get, url } = await startMailbox();
    expect(await (await get('/local/mails')).text()).toBe('elsewhere');
    expect((await fetch(`${url}/local/mail`, { method: 'POST' })).status).toBe(405);
    const status = await new Promise((resolve) =>
      request(`${url}/local/mail`, { headers: { host: 'rebound.example' } }, (res) => resolve(res.statusCode)).end(),
    );
    expect(status).toBe(421);
  });
});

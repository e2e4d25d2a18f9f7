import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { describe, expect, test } from 'vitest';
import { MailRefused } from '#shared/mail/header-rules.ts';
import { buildMime, type MailDraft } from '#shared/mail/mime.ts';

const draft: MailDraft = {
  from: { name: 'Officine Lariane', address: 'crm@example.com' },
  to: { name: 'Marta Ferri', address: 'marta.ferri@example.org' },
  subject: 'Meno fermi',
  html: '<p>Buongiorno</p>',
  text: 'Buongiorno',
};

const read = async (raw: Uint8Array) => {
  const mail = await PostalMime.parse(raw);
  const header = (name: string) => mail.headers.filter(({ key }) => key === name).map(({ value }) => value);
  return { ...mail, header };
};

const refusal = (changes: Partial<MailDraft>) =>
  buildMime({ ...draft, ...changes }).then(
    () => undefined,
    (error: unknown) => (error instanceof MailRefused ? error.code : error),
  );

describe('a built mail', () => {
  test('says the same to people whose program shows HTML and to people whose program does not', async () => {
    const mail = await read(await buildMime(draft));
    expect([mail.text?.trim(), mail.html?.trim()]).toEqual(['Buongiorno', '<p>Buongiorno</p>']);
    expect(mail.header('content-type')[0]).toContain('multipart/alternative');
  });

  test('keeps every character of subject, names and text, in lines that any server takes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 }), async (text) => {
        fc.pre(!/\p{Cc}|\p{Cs}|^\s|\s$|\s\s/u.test(text));
        const raw = await buildMime({ ...draft, subject: text, text, html: `<p>${'x'.repeat(3000)}</p>` });
        const mail = await read(raw);
        expect(mail.subject).toBe(text);
        expect(mail.text?.trimEnd()).toBe(text.trimEnd());
        const lines = Buffer.from(raw).toString('latin1').split('\r\n');
        expect(lines.every((line) => line.length <= 998 && !/[\r\n]/.test(line))).toBe(true);
        expect(lines.every((line) => /^[\x20-\x7e\t]*$/.test(line))).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test('can be left with one click, by the provider and by mail', async () => {
    const url = `https://crm.example.com/unsubscribe/${'a'.repeat(60)}?source=mail`;
    const mail = await read(await buildMime({ ...draft, unsubscribe: { url, mailto: 'leave@example.com' } }));
    expect(mail.header('list-unsubscribe')).toEqual([`<${url}>, <mailto:leave@example.com>`]);
    expect(mail.header('list-unsubscribe-post')).toEqual(['List-Unsubscribe=One-Click']);
  });

  test('names its configuration set and its tags for SES', async () => {
    const messageTags = { customerId: '01J9ZK4E7Q', step: 'survey' };
    const mail = await read(await buildMime({ ...draft, configurationSet: 'crm-prod', messageTags }));
    expect(mail.header('x-ses-configuration-set')).toEqual(['crm-prod']);
    expect(mail.header('x-ses-message-tags')).toEqual(['customerId=01J9ZK4E7Q, step=survey']);
  });

  test('carries an invitation both as a part that mail programs show and as a file', async () => {
    const content = 'BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n';
    const raw = await buildMime({ ...draft, calendar: { method: 'REQUEST', filename: 'invite.ics', content } });
    const types = [
      ...Buffer.from(raw)
        .toString()
        .matchAll(/^Content-Type: ([^\r\n]*)/gim),
    ].map(([, type]) => type);
    expect(types).toContain('text/calendar; charset=utf-8; method=REQUEST');
    expect(types.some((type) => type?.startsWith('application/ics; name=invite.ics'))).toBe(true);
  });

  test('carries an agenda as a file only', async () => {
    const calendar = { method: 'PUBLISH' as const, filename: 'agenda.ics', content: 'BEGIN:VCALENDAR\r\n' };
    const mail = await read(await buildMime({ ...draft, calendar }));
    expect(mail.attachments.map(({ filename, disposition }) => [filename, disposition])).toEqual([
      ['agenda.ics', 'attachment'],
    ]);
  });
});

describe('a mail is refused', () => {
  const places: [string, (value: string) => Partial<MailDraft>][] = [
    ['subject', (value) => ({ subject: value })],
    ['name of the sender', (value) => ({ from: { ...draft.from, name: value } })],
    ['address of the sender', (value) => ({ from: { address: value } })],
    ['name of the recipient', (value) => ({ to: { ...draft.to, name: value } })],
    ['address of the recipient', (value) => ({ to: { address: value } })],
    ['address for answers', (value) => ({ replyTo: { address: value } })],
    ['further header', (value) => ({ headers: { 'X-Campaign': value } })],
    [
      'file name',
      (value) => ({ attachments: [{ filename: value, contentType: 'text/plain', content: new Uint8Array() }] }),
    ],
    ['unsubscribe address', (value) => ({ unsubscribe: { url: 'https://example.com/u', mailto: value } })],
    ['calendar file name', (value) => ({ calendar: { method: 'PUBLISH', filename: value, content: '' } })],
  ];

  test.each(places)('for a line break or NUL anywhere in the %s', async (_place, change) => {
    const line = fc.string({ maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(line, fc.constantFrom('\r', '\n', '\0', '\r\nBcc: all@example.com'), line, async (a, bad, b) => {
        expect(await refusal(change(a + bad + b))).toBe('mail.header-injection');
      }),
      { numRuns: 30 },
    );
  });

  test.each(['', 'nobody', 'a@b, c@d', 'a b@example.com', 'Name <a@example.com>', 'a@b>', 'ü@example.com'])(
    'for the recipient "%s"',
    async (address) => {
      expect(await refusal({ to: { address } })).toBe('mail.address');
    },
  );

  test.each(['Bcc', 'to', 'Content-Type', 'List-Unsubscribe', 'X-SES-CONFIGURATION-SET', 'A: b', ''])(
    'for setting the header "%s" by the back door',
    async (name) => {
      expect(await refusal({ headers: { [name]: 'x' } })).toBe('mail.header-name');
    },
  );

  test('for a tag that SES would not take, an unsubscribe link that is none, and more than SES takes', async () => {
    expect(await refusal({ messageTags: { 'customer id': 'x' } })).toBe('mail.tag');
    expect(await refusal({ messageTags: { customer: 'a,b' } })).toBe('mail.tag');
    expect(await refusal({ unsubscribe: { url: 'javascript:alert(1)' } })).toBe('mail.unsubscribe');
    expect(await refusal({ html: 'x'.repeat(11 * 1024 * 1024) })).toBe('mail.too-large');
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MailMessage } from '#contracts/mail-messages.ts';
import { renderMessage } from '#shared/mail/render.ts';
import { exampleOf, examples } from './examples.ts';
import { outline, textOf } from './html.ts';

const hostile = fc
  .oneof(
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
    fc.constantFrom(
      '<script>alert(1)</script>',
      '"><img src=x onerror=alert(1)>',
      "' onmouseover='alert(1)",
      '</title></style><h1>',
      '{{ link }}{% raw %}',
      '&lt;b&gt; &amp; &#60;',
      '<!--[if mso]><![endif]-->',
      '\u202Etxet desrever',
    ),
  )
  .filter((text) => !/[\p{Cc}\p{Cs}\u2028\u2029]/u.test(text) && text.trim() !== '');

const kept = new Set([
  'template',
  'id',
  'actionId',
  'link',
  'preferencesLink',
  'recipientName',
  'address',
  'dueAt',
  'startsAt',
  'endsAt',
  'issuedAt',
  'date',
  'timeZone',
  'stage',
  'channel',
  'missing',
  'reasons',
  'recipientAddress',
]);

/** The same message with every free text in it, however deep, replaced by `text`. */
const withText = <T>(value: T, text: string): T => replace(value, text, '') as T;
const replace = (value: unknown, text: string, key: string): unknown => {
  if (kept.has(key)) return value;
  if (typeof value === 'string') return text;
  if (Array.isArray(value)) return value.map((item) => replace(item, text, key));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, replace(item, text, name)]));
};

describe('whatever a message contains', () => {
  test.each(examples('it'))('$template shows it as text and keeps its own structure', async (message: MailMessage) => {
    const plain = await renderMessage(withText(message, 'x'), 'it');
    await fc.assert(
      fc.asyncProperty(hostile, async (text) => {
        const { html, subject } = await renderMessage(withText(message, text), 'it');
        expect(outline(html)).toEqual(outline(plain.html));
        expect(textOf(html)).toContain(flat(text));
        expect(textOf(html)).toContain(flat(subject));
      }),
      { numRuns: 40 },
    );
  });

  test.each(['javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', '//evil.example', 'mailto:a@b.it', ''])(
    'the link "%s" is refused',
    async (link) => {
      await expect(renderMessage({ ...exampleOf('review'), link }, 'it')).rejects.toThrow('Invalid URL');
    },
  );

  test.each(['\r', '\n', '\0', '\u0085', '\u2028'])('a name with the control character %j is refused', async (bad) => {
    const customerName = `Cantine${bad}Bcc: all@example.com`;
    await expect(renderMessage({ ...exampleOf('review'), customerName }, 'it')).rejects.toThrow('one line');
  });

  test.each([
    'Vinca subito su premi.example',
    'Dott.premi.example',
    'http://evil.example',
    'www.evil',
    'a@b',
    'x'.repeat(61),
  ])('a form cannot make us greet a stranger with "%s"', async (recipientName) => {
    const { html, text, subject } = await renderMessage({ ...exampleOf('welcome'), recipientName }, 'it');
    expect(html + text + subject).not.toContain(recipientName);
    expect(text).toContain('Buongiorno,');
  });

  test.each(['Dott.ssa Marta Ferri', 'Sig.ra Ferri', 'Ing.Ferri', 'M.Ferri', 'Marta O’Neill-Ferri'])(
    'a person called "%s" is greeted by name',
    async (recipientName) => {
      const { text } = await renderMessage({ ...exampleOf('welcome'), recipientName }, 'it');
      expect(text).toContain(`Gentile ${recipientName},`);
    },
  );
});

const flat = (text: string): string => text.replace(/\s+/g, ' ').trim();

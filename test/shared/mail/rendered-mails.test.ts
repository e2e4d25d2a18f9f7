import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Locale } from '#domain/customer.ts';
import { renderMessage } from '#shared/mail/render.ts';
import { examples } from './examples.ts';

const golden = join(import.meta.dirname, '..', '..', 'golden', 'mail');

describe.each(Locale.options)('the mails in "%s" look as agreed', (locale) => {
  test.each(examples(locale))('$template', async (message) => {
    const { subject, html, text, calendar } = await renderMessage(message, locale);
    const file = join(golden, `${message.template}.${locale}`);
    await expect(html).toMatchFileSnapshot(`${file}.html`);
    await expect(`Subject: ${subject}\n\n${text}`).toMatchFileSnapshot(`${file}.txt`);
    if (calendar) await expect(calendar.content.replaceAll('\r\n', '\n')).toMatchFileSnapshot(`${file}.ics`);
  });
});

import { describe, expect, test } from 'vitest';
import { engines } from '#shared/mail/liquid.ts';

describe.each(['html', 'text'] as const)('a template of the %s part', (part) => {
  const render = (template: string, view: object) => engines[part].parseAndRender(template, view);

  test('fails on a variable or a filter that does not exist, instead of leaving a hole in the mail', async () => {
    await expect(render('{{ greting }}', { greeting: 'x' })).rejects.toThrow('greting');
    await expect(render('{{ greeting | shout }}', { greeting: 'x' })).rejects.toThrow('shout');
    await expect(render('{{ greeting.constructor }}', { greeting: {} })).rejects.toThrow('constructor');
  });

  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' data:text/html,x',
    'vbscript:x',
    '/relative',
    undefined,
    7,
  ])('fails on the link %j', async (link) => {
    await expect(render('{{ link | web_link }}', { link: link ?? null })).rejects.toThrow('absolute http or https');
  });

  test('passes web addresses on', async () => {
    expect(await render('{{ link | web_link }}', { link: 'https://crm.example.com/r/1?a=b' })).toBe(
      'https://crm.example.com/r/1?a=b',
    );
  });
});

test('only the HTML part escapes', async () => {
  const view = { text: `<b> & "x" 'y'` };
  expect(await engines.html.parseAndRender('{{ text }}', view)).toBe('&lt;b&gt; &amp; &#34;x&#34; &#39;y&#39;');
  expect(await engines.text.parseAndRender('{{ text }}', view)).toBe(view.text);
});

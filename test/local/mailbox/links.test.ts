import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { linksIn } from '#local/mailbox/links.ts';

describe('The links of a message', () => {
  test('are the anchors of the HTML in order, each once, with their entities decoded', () => {
    const html = `<p><a href="https://a.example/x?one=1&amp;two=2">x</a> <a class=b href='http://b.example'>y</a>
      <a href="https://a.example/x?one=1&amp;two=2">again</a> <img src="https://pixel.example/1.gif"></p>`;
    expect(linksIn({ html })).toEqual(['https://a.example/x?one=1&two=2', 'http://b.example']);
  });

  test('leave out what is no web address: mail, scripts, fragments, relative paths', () => {
    const html =
      '<a href="mailto:a@b.c">a</a><a href="javascript:alert(1)">b</a><a href="#x">c</a><a href="/x">d</a><a href="//e.example">e</a>';
    expect(linksIn({ html, text: 'ftp://x.example http:// www.example.com' })).toEqual([]);
  });

  test('are found in the text without the punctuation of the sentence', () => {
    const text =
      'Apri https://a.example/r/1. Oppure (https://b.example/w_(x)), <https://c.example/q?z=1>; “https://d.example/”';
    expect(linksIn({ text })).toEqual([
      'https://a.example/r/1',
      'https://b.example/w_(x)',
      'https://c.example/q?z=1',
      'https://d.example/',
    ]);
  });

  test('are absolute and distinct, whatever the message holds', () => {
    const piece = fc.oneof(
      fc.webUrl({ withQueryParameters: true }),
      fc.string(),
      fc.webUrl().map((url) => `<a href="${url}">x</a>`),
    );
    fc.assert(
      fc.property(fc.array(piece), fc.array(piece), (html, text) => {
        const links = linksIn({ html: html.join(' '), text: text.join(' ') });
        expect(new Set(links).size).toBe(links.length);
        expect(links.every((link) => /^https?:$/.test(new URL(link).protocol))).toBe(true);
      }),
    );
  });
});

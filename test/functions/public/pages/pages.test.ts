import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { html } from 'hono/html';
import { describe, expect, test } from 'vitest';
import { Locale } from '#domain/customer.ts';
import { renderDataRequestPage } from '#functions/public/pages/data-request-page.ts';
import { form, pageHeaders } from '#functions/public/pages/layout.ts';
import { renderPreferencesPage } from '#functions/public/pages/preferences-page.ts';
import { renderProblemPage } from '#functions/public/pages/problem-page.ts';
import { renderReviewPage } from '#functions/public/pages/review-page.ts';
import { renderSurveyPage } from '#functions/public/pages/survey-page.ts';
import { attributeValues, outline } from '#test/shared/mail/html.ts';
import { dataRequest, decided, preferences, review, survey } from './examples.ts';

/** Every page in every state, with `text` wherever a page shows somebody else's words. */
const pages: Record<string, (locale: Locale, text?: string) => string> = {
  'review, open': (locale, text = 'x') =>
    renderReviewPage(
      {
        ...review,
        customerName: text,
        evidence: [{ label: text, value: text }],
        state: {
          ...review.state,
          defaultLabel: text,
          decisions: review.state.decisions.map((one) => ({ ...one, id: text, label: text })),
        },
      },
      locale,
    ),
  'review, decided': (locale, text = 'x') =>
    renderReviewPage(
      { ...review, customerName: text, state: { ...decided, by: text, comment: text, decisionLabel: text } },
      locale,
    ),
  'review, expired': (locale, text = 'x') =>
    renderReviewPage({ ...review, customerName: text, state: { kind: 'expired' } }, locale),
  'review, superseded': (locale, text = 'x') =>
    renderReviewPage({ ...review, customerName: text, state: { kind: 'superseded' } }, locale),
  'data request, open': (locale, text = 'x') =>
    renderDataRequestPage(
      {
        ...dataRequest,
        customerName: text,
        state: {
          ...dataRequest.state,
          values: { email: [text], decisionMakerName: [text, text] },
          errors: { email: text },
        },
      },
      locale,
    ),
  'data request, saved': (locale, text = 'x') =>
    renderDataRequestPage({ ...dataRequest, customerName: text, state: { kind: 'saved' } }, locale),
  'survey, open': (locale, text = 'x') =>
    renderSurveyPage(
      { senderName: text, question: text, state: { ...survey.state, comment: text, scoreMissing: true } },
      locale,
    ),
  'survey, thanks': (locale, text = 'x') =>
    renderSurveyPage({ senderName: text, question: text, state: { kind: 'thanks', score: 9 } }, locale),
  'preferences, open': (locale, text = 'x') => renderPreferencesPage({ ...preferences, senderName: text }, locale),
  'preferences, saved': (locale, text = 'x') =>
    renderPreferencesPage({ ...preferences, senderName: text, state: 'saved' }, locale),
  'problem, not found': (locale) => renderProblemPage({ problem: 'not-found' }, locale),
  'problem, expired': (locale) => renderProblemPage({ problem: 'expired' }, locale),
};
const names = Object.keys(pages);
const show = (name: string, locale: Locale = 'it', text?: string): string => pages[name]?.(locale, text) ?? '';

describe('every page', () => {
  test.each(names)('"%s" keeps its structure whatever words it shows', (name) => {
    const hostile = fc.oneof(
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 30 }),
      fc.constantFrom(
        '<script>x</script>',
        '"><svg onload=x>',
        "' autofocus onfocus='x",
        '</textarea></title>',
        '&lt;b&gt;',
      ),
    );
    const plain = outline(show(name));
    fc.assert(
      fc.property(hostile, (text) => {
        fc.pre(!/[\p{Cc}\p{Cs}]/u.test(text));
        expect(outline(show(name, 'it', text))).toEqual(plain);
      }),
      { numRuns: 40 },
    );
  });

  test.each(names)('"%s" says its language, its name once as a heading, and runs and loads nothing', (name) => {
    for (const locale of Locale.options) {
      const html = show(name, locale);
      const elements = outline(html);
      expect(attributeValues(html, 'html', 'lang')).toEqual([locale]);
      expect(elements.filter((element) => /^(h1|main|title)\b/.test(element))).toHaveLength(3);
      expect(
        elements.filter((element) =>
          /^(script|iframe|object|embed|img|base)\b| (on\w+|style|src|autofocus)\b/.test(element),
        ),
      ).toEqual([]);
    }
  });

  test.each(names)('"%s" has a style sheet that its policy allows by hash', (name) => {
    const styles = /<style>([\s\S]*?)<\/style>/.exec(show(name))?.[1] ?? '';
    const hash = createHash('sha256').update(styles).digest('base64');
    expect(pageHeaders['content-security-policy']).toContain(`style-src 'sha256-${hash}'`);
  });

  test.each(names)('"%s" changes something only by a button that posts to this host', (name) => {
    const html = show(name);
    const forms = outline(html).filter((element) => element.startsWith('form'));
    expect(forms.every((element) => /^form method action=\/\w/.test(element))).toBe(true);
    expect(new Set(attributeValues(html, 'form', 'method'))).toEqual(new Set(forms.length > 0 ? ['post'] : []));
    expect(outline(html).some((element) => element.startsWith('a '))).toBe(false);
  });

  test.each(names)('"%s" names every field for those who listen', (name) => {
    const html = show(name);
    const labelled = new Set(attributeValues(html, 'label', 'for'));
    const ids = ['input', 'textarea', 'select'].flatMap((element) => attributeValues(html, element, 'id'));
    expect(ids.filter((id) => !labelled.has(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
    const boxes = attributeValues(html, 'input', 'type').filter(
      (type) => type === 'radio' || type === 'checkbox',
    ).length;
    expect(html.match(/<label[^>]*><input/g)?.length ?? 0).toBe(boxes);
  });

  test('is kept by nobody and tells nobody where it was', () => {
    expect(pageHeaders).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringMatching(
        /default-src 'none'.*form-action 'self'.*frame-ancestors 'none'/,
      ),
    });
  });

  test.each(['https://evil.example/r', '//evil.example', '/\\evil.example', 'javascript:x', ''])(
    'never posts to "%s"',
    (action) => {
      expect(() => form(action, html``)).toThrow('path of this host');
    },
  );
});

import { describe, expect, test } from 'vitest';
import { renderDataRequestPage } from '#functions/public/pages/data-request-page.ts';
import { renderPreferencesPage } from '#functions/public/pages/preferences-page.ts';
import { renderReviewPage } from '#functions/public/pages/review-page.ts';
import { renderSurveyPage } from '#functions/public/pages/survey-page.ts';
import { attributeValues, outline, textOf } from '#test/shared/mail/html.ts';
import { dataRequest, decided, preferences, review, survey } from './examples.ts';

const checked = (html: string) => outline(html).filter((element) => / checked/.test(element)).length;

describe('the review page', () => {
  test('shows the reasons, the facts, the date and one button for each decision', () => {
    const html = renderReviewPage(review, 'it');
    expect(attributeValues(html, 'button', 'value')).toEqual(['approve', 'trim-plan', 'keep-class']);
    expect(new Set(attributeValues(html, 'button', 'name'))).toEqual(new Set(['decision']));
    for (const words of [
      'supera il limite di spesa',
      'Costo del piano',
      '2.150 €',
      'venerdì 27 novembre, 17:00',
      'in assenza di risposta',
    ]) {
      expect(textOf(html)).toContain(words);
    }
  });

  test('shows what was decided, by whom and when, and offers no button any more', () => {
    const html = renderReviewPage({ ...review, state: decided }, 'en');
    expect(outline(html).filter((element) => /^(form|button)/.test(element))).toEqual([]);
    expect(textOf(html)).toContain('Taken by Giulia Bianchi, Thursday 26 November, 10:10.');
    expect(textOf(html)).toContain('Ridurre il piano al limite');
  });

  test('says when nobody had decided', () => {
    const { by: _nobody, ...byDefault } = decided;
    expect(textOf(renderReviewPage({ ...review, state: byDefault }, 'it'))).toContain(
      'Applicata in assenza di risposta',
    );
  });

  test.each(['expired', 'superseded'] as const)('that is %s shows neither facts nor buttons', (kind) => {
    const html = renderReviewPage({ ...review, state: { kind } }, 'it');
    expect(outline(html).filter((element) => /^(form|button|dl)/.test(element))).toEqual([]);
    expect(textOf(html)).not.toContain('2.150');
  });
});

describe('the page for missing data', () => {
  test('asks for what is missing and nothing else', () => {
    const asked = (missing: typeof dataRequest.missing) =>
      ['input', 'select'].flatMap((element) =>
        attributeValues(renderDataRequestPage({ ...dataRequest, missing }, 'it'), element, 'name'),
      );
    expect(asked(['phone', 'size'])).toEqual(['phone', 'employees']);
    expect(asked(['consent'])).toEqual(['consentMarketing', 'consentText']);
    expect(asked(['decision-makers']).filter((name) => name === 'decisionMakerName')).toHaveLength(3);
    expect(new Set(asked(dataRequest.missing)).size).toBe(10);
  });

  test('keeps what was typed and says what to correct', () => {
    const { state } = dataRequest;
    const values = { email: ['marta@'], consentMarketing: ['on'], decisionMakerRole: ['', 'decider'] };
    const html = renderDataRequestPage(
      { ...dataRequest, state: { ...state, values, errors: { email: 'Manca il dominio.' } } },
      'it',
    );
    expect(attributeValues(html, 'input', 'value')).toContain('marta@');
    expect(attributeValues(html, 'input', 'aria-describedby')).toEqual(['email-0-error']);
    expect(textOf(html)).toContain('Manca il dominio.');
    expect(checked(html)).toBe(1);
    expect(outline(html).filter((element) => element === 'option value selected')).toHaveLength(1);
  });
});

describe('the survey page', () => {
  test('offers 0 to 10 and a comment; the score of the mail is chosen, not sent', () => {
    const html = renderSurveyPage({ ...survey, state: { ...survey.state, score: 8 } }, 'it');
    const scores = attributeValues(html, 'input', 'value');
    expect(scores).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10']);
    expect(checked(html)).toBe(1);
    expect(html).toMatch(/value="8"[^>]* checked/);
    expect(checked(renderSurveyPage(survey, 'it'))).toBe(0);
  });

  test('asks again for a forgotten score, keeping the comment', () => {
    const html = renderSurveyPage(
      { ...survey, state: { ...survey.state, scoreMissing: true, comment: 'Ottimo lavoro' } },
      'it',
    );
    expect(textOf(html)).toContain('Scelga un voto da 0 a 10.');
    expect(html).toContain('>Ottimo lavoro</textarea>');
  });

  test('says thank you with the score that was recorded', () => {
    expect(textOf(renderSurveyPage({ ...survey, state: { kind: 'thanks', score: 0 } }, 'en'))).toContain(
      'the score 0 of 10',
    );
  });
});

describe('the preferences page', () => {
  test('shows the present choices for an address that only its owner knows again', () => {
    const html = renderPreferencesPage(preferences, 'it');
    expect(textOf(html)).toContain('m***@example.org');
    expect(html).not.toContain('marta.ferri');
    expect(checked(html)).toBe(1);
    expect(attributeValues(html, 'button', 'value')).toEqual(['save', 'leave']);
  });

  test('confirms that nothing more will come, and lets the choice be changed again', () => {
    const html = renderPreferencesPage({ ...preferences, marketing: false, state: 'saved' }, 'it');
    expect(textOf(html)).toContain('Non riceverà altre comunicazioni commerciali');
    expect(attributeValues(html, 'button', 'value')).toEqual(['save']);
  });

  test('confirms what will still come', () => {
    const html = renderPreferencesPage({ ...preferences, state: 'saved' }, 'it');
    expect(textOf(html)).not.toContain('Non riceverà altre');
    expect(attributeValues(html, 'button', 'value')).toEqual(['save', 'leave']);
  });
});

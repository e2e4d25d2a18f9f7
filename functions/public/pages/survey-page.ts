import { html } from 'hono/html';
import type { Locale } from '#domain/customer.ts';
import { type Dictionary, dictionary } from '#shared/locale/locale.ts';
import { form, type Html, page } from './layout.ts';

export type SurveyPage = {
  senderName: string;
  question: string;
  state:
    | {
        kind: 'open';
        /** Path that takes the answer: POST with `score` (0 to 10) and `comment`. */
        action: string;
        /** Chosen in the mail (`?score=` of the link) or sent before; the person still confirms it. */
        score?: number | undefined;
        comment?: string | undefined;
        /** The answer came without a score. */
        scoreMissing?: boolean | undefined;
      }
    | { kind: 'thanks'; score: number };
};

/** The page behind a survey link: one question from 0 to 10 with a comment, or the thanks for it. */
export const renderSurveyPage = (data: SurveyPage, locale: Locale): string => {
  const { pages } = dictionary(locale);
  const { state, senderName: brand, question } = data;
  if (state.kind === 'open') {
    return page({ locale, brand, title: question, body: form(state.action, questions(state, question, pages)) });
  }
  const body = html`<p>${pages.survey.thanksDetail(state.score)}</p>`;
  return page({ locale, brand, title: pages.survey.thanks, foot: pages.close, body });
};

type Open = Extract<SurveyPage['state'], { kind: 'open' }>;

const questions = ({ score, comment, scoreMissing }: Open, question: string, pages: Dictionary['pages']): Html => {
  const t = pages.survey;
  return html`<div role="radiogroup" aria-label="${question}"${scoreMissing ? html` aria-describedby="score-missing"` : ''}>
<div class="scale">${Array.from(
    { length: 11 },
    (_, value) =>
      html`<label><input type="radio" name="score" value="${value}" required${value === score ? html` checked` : ''}><span>${value}</span></label>`,
  )}</div>
<div class="ends muted" aria-hidden="true"><span>${t.lowest}</span><span>${t.highest}</span></div>
</div>
${scoreMissing ? html`<p class="late" id="score-missing" role="alert">${t.choose}</p>` : ''}
<label for="comment">${pages.comment}</label>
<textarea id="comment" name="comment" maxlength="2000">${comment}</textarea>
<button>${t.send}</button>`;
};

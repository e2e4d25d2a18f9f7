import { html } from 'hono/html';
import type { Locale } from '#domain/customer.ts';
import type { ReviewReason } from '#domain/policy.ts';
import { formatter } from '#shared/locale/format.ts';
import { type Dictionary, dictionary } from '#shared/locale/locale.ts';
import { form, type Html, page } from './layout.ts';

export type ReviewPage = {
  customerName: string;
  /** Zone of the reader, in which all times are shown. */
  timeZone: string;
  reasons: readonly ReviewReason[];
  /** Already in the reader's language, as in the mail. */
  evidence: readonly { label: string; value: string }[];
  state:
    | {
        kind: 'open';
        /** Path that takes the decision: POST with `decision` (an id) and `comment`. */
        action: string;
        decisions: readonly { id: string; label: string; isDefault: boolean }[];
        defaultLabel: string;
        dueAt: string;
      }
    | {
        kind: 'decided';
        decisionLabel: string;
        /** Name of who decided; left out where the default was taken. */
        by?: string | undefined;
        at: string;
        comment?: string | undefined;
      }
    | { kind: 'expired' }
    | { kind: 'superseded' };
};

/** The page behind a manager's review link: the evidence and the decisions, or what became of it. */
export const renderReviewPage = (data: ReviewPage, locale: Locale): string => {
  const texts = dictionary(locale);
  return page({
    locale,
    title: titleOf(data, texts),
    foot: data.state.kind === 'open' ? texts.pages.personal : texts.pages.close,
    body: bodyOf(data, texts, locale),
  });
};

const titleOf = ({ state, customerName }: ReviewPage, { mail, pages }: Dictionary): string =>
  state.kind === 'open' ? mail.review.title(customerName) : pages.review[state.kind];

const bodyOf = (data: ReviewPage, texts: Dictionary, locale: Locale): Html => {
  const { state } = data;
  const t = texts.pages.review;
  const { moment } = formatter(locale, data.timeZone);
  switch (state.kind) {
    case 'open':
      return html`${facts(data, texts)}
<h2>${t.heading}</h2>
<p class="muted">${texts.mail.review.due(moment(state.dueAt), state.defaultLabel)}</p>
${form(
  state.action,
  html`<label for="comment">${texts.pages.comment}</label>
<textarea id="comment" name="comment" maxlength="2000"></textarea>
${state.decisions.map(
  ({ id, label, isDefault }) =>
    html`<button class="choice" name="decision" value="${id}"><span>${label}</span>${
      isDefault ? html`<span class="tag">${texts.mail.review.defaultTag}</span>` : ''
    }</button>
`,
)}<p class="muted">${t.hint}</p>`,
)}`;
    case 'decided':
      return html`<p class="muted">${data.customerName}</p>
<p class="verdict">${state.decisionLabel}</p>
${state.comment ? html`<p class="quote">${state.comment}</p>` : ''}
<p>${state.by ? t.decidedBy(state.by, moment(state.at)) : t.decidedByDefault(moment(state.at))}</p>
${facts(data, texts)}`;
    case 'expired':
      return html`<p class="verdict">${data.customerName}</p><p>${t.expiredDetail}</p>`;
    case 'superseded':
      return html`<p class="verdict">${data.customerName}</p><p>${t.supersededDetail}</p>`;
    default:
      return state satisfies never;
  }
};

const facts = ({ reasons, evidence }: ReviewPage, { mail, words }: Dictionary): Html => html`<ul>
${reasons.map((reason) => html`<li>${words.reason[reason]}</li>`)}
</ul>
<h2>${mail.review.evidence}</h2>
<dl>
${evidence.map(({ label, value }) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}
</dl>`;

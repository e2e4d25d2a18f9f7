import { html } from 'hono/html';
import type { Locale } from '#domain/customer.ts';
import type { Missing } from '#domain/policy.ts';
import { formatter } from '#shared/locale/format.ts';
import { type Dictionary, dictionary } from '#shared/locale/locale.ts';
import { type DataField, type FieldContext, fieldsFor } from './data-fields.ts';
import { form, type Html, page } from './layout.ts';

export type DataRequestPage = {
  customerName: string;
  missing: readonly Missing[];
  state:
    | {
        kind: 'open';
        /** Path that takes the answers: POST with the fields of what is missing; see `DataField`. */
        action: string;
        dueAt: string;
        timeZone: string;
        /** What was typed before, where the page is shown again. Repeated fields have one value per row. */
        values?: Partial<Record<DataField, readonly string[]>> | undefined;
        /** Per field, a sentence in the reader's language that says what to correct. */
        errors?: Partial<Record<DataField, string>> | undefined;
      }
    | { kind: 'saved' };
};

/** The page on which the owner of a customer fills in what is missing on its card. */
export const renderDataRequestPage = (data: DataRequestPage, locale: Locale): string => {
  const texts = dictionary(locale);
  const { state, customerName } = data;
  if (state.kind === 'open') {
    const title = texts.mail.dataRequest.title(customerName);
    return page({
      locale,
      title,
      foot: texts.pages.personal,
      body: questions(data.missing, state, texts, locale),
    });
  }
  const t = texts.pages.dataRequest;
  const body = html`<p>${t.savedDetail(customerName)}</p>`;
  return page({ locale, title: t.saved, foot: texts.pages.close, body });
};

type Open = Extract<DataRequestPage['state'], { kind: 'open' }>;

const questions = (missing: readonly Missing[], state: Open, texts: Dictionary, locale: Locale): Html => {
  const t = texts.pages.dataRequest;
  const context: FieldContext = { texts, values: state.values ?? {}, errors: state.errors ?? {} };
  const anyError = Object.keys(context.errors).length > 0;
  return html`<p>${t.intro} ${t.due(formatter(locale, state.timeZone).moment(state.dueAt))}</p>
${anyError ? html`<p class="late" role="alert">${t.problem}</p>` : ''}
${form(
  state.action,
  html`${missing.map((datum) => fieldsFor(datum, context))}
<button>${t.send}</button>`,
)}`;
};

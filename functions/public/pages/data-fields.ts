import { html } from 'hono/html';
import { DmuRole } from '#domain/customer.ts';
import type { Missing } from '#domain/policy.ts';
import type { Dictionary } from '#shared/locale/locale.ts';
import type { Html } from './layout.ts';

/**
 * Names of the form's fields. `decisionMakerName` and `decisionMakerRole` (a DMU role or nothing) come once per row, in
 * the same order; `consentMarketing` is `on` or absent; all others are text, empty where unknown.
 */
export type DataField = keyof Dictionary['pages']['dataRequest']['field'];

export type FieldContext = {
  texts: Dictionary;
  values: Partial<Record<DataField, readonly string[]>>;
  errors: Partial<Record<DataField, string>>;
};

/** How many deciders can be named at once. */
const rows = 3;

/** The fields that fill in one missing datum. */
export const fieldsFor = (datum: Missing, context: FieldContext): Html => {
  switch (datum) {
    case 'email':
      return input('email', context, 'email');
    case 'phone':
      return input('phone', context, 'tel');
    case 'contact-person':
      return group(
        datum,
        context,
        html`<div class="pair">${input('contactName', context)}${input('contactRole', context)}</div>`,
      );
    case 'sector':
      return input('sector', context);
    case 'size':
      return input('employees', context, 'number');
    case 'decision-makers':
      return group(datum, context, html`${Array.from({ length: rows }, (_, row) => decisionMaker(row, context))}`);
    case 'consent':
      return group(datum, context, consent(context));
    default:
      return datum satisfies never;
  }
};

const group = (datum: Missing, { texts }: FieldContext, fields: Html): Html =>
  html`<fieldset><legend>${texts.words.missing[datum]}</legend>
${fields}</fieldset>`;

type InputType = 'text' | 'email' | 'tel' | 'number';

const input = (field: DataField, context: FieldContext, type: InputType = 'text', row = 0): Html => {
  const id = `${field}-${row}`;
  const error = row === 0 ? context.errors[field] : undefined;
  return html`<div><label for="${id}">${context.texts.pages.dataRequest.field[field]}</label>
<input id="${id}" name="${field}" type="${type}" value="${context.values[field]?.[row] ?? ''}" autocomplete="off" maxlength="200"${
    type === 'number' ? html` min="1" step="1"` : ''
  }${error ? html` aria-invalid="true" aria-describedby="${id}-error"` : ''}>${
    error ? html`<span class="late" id="${id}-error">${error}</span>` : ''
  }</div>`;
};

const decisionMaker = (row: number, context: FieldContext): Html => {
  const { pages, words } = context.texts;
  const chosen = context.values.decisionMakerRole?.[row];
  const id = `decisionMakerRole-${row}`;
  return html`<div class="pair">${input('decisionMakerName', context, 'text', row)}<div><label for="${id}">${pages.dataRequest.field.decisionMakerRole}</label>
<select id="${id}" name="decisionMakerRole"><option value="">${pages.dataRequest.chooseRole}</option>${DmuRole.options.map(
    (role) => html`<option value="${role}"${role === chosen ? html` selected` : ''}>${words.role[role]}</option>`,
  )}</select></div></div>`;
};

const consent = (context: FieldContext): Html => {
  const t = context.texts.pages.dataRequest;
  return html`<p class="muted">${t.consentHint}</p>
<label class="check"><input type="checkbox" name="consentMarketing" value="on"${
    context.values.consentMarketing?.[0] === 'on' ? html` checked` : ''
  }><span>${t.field.consentMarketing}</span></label>
${input('consentText', context)}`;
};

import { html } from 'hono/html';
import type { Locale } from '#domain/customer.ts';
import { type Dictionary, dictionary } from '#shared/locale/locale.ts';
import { form, type Html, page } from './layout.ts';

export type PreferencesPage = {
  senderName: string;
  /** The address that the preferences are for; shown masked, because messages get forwarded. */
  address: string;
  marketing: boolean;
  profiling: boolean;
  /** Path that takes the choice: POST with `choice` = `save` (and `marketing=on`, `profiling=on`) or `leave`. */
  action: string;
  /** `saved`: a choice has just been stored, and is shown. */
  state: 'open' | 'saved';
};

/** Where the unsubscribe link lands. It only shows; a pressed button changes. */
export const renderPreferencesPage = (data: PreferencesPage, locale: Locale): string => {
  const { pages } = dictionary(locale);
  const saved = data.state === 'saved';
  return page({
    locale,
    brand: data.senderName,
    title: saved ? pages.preferences.saved : pages.preferences.title,
    foot: saved ? pages.close : '',
    body: saved ? confirmation(data, pages) : choices(data, pages),
  });
};

const choices = (data: PreferencesPage, pages: Dictionary['pages']): Html => {
  const t = pages.preferences;
  const check = (name: 'marketing' | 'profiling', detail: string): Html =>
    html`<label class="check"><input type="checkbox" name="${name}" value="on"${data[name] ? html` checked` : ''}><span>${t[name]}</span><span class="muted">${detail}</span></label>`;
  return html`<p>${t.intro(data.senderName, masked(data.address))}</p>
${form(
  data.action,
  html`${check('marketing', t.marketingDetail)}
${check('profiling', t.profilingDetail)}
<button name="choice" value="save">${t.save}</button>`,
)}
${data.marketing || data.profiling ? leaving(data.action, t) : ''}`;
};

const leaving = (action: string, t: Dictionary['pages']['preferences']): Html => html`<hr>
<p class="muted">${t.leaveDetail}</p>
${form(action, html`<button class="quiet" name="choice" value="leave">${t.leave}</button>`)}`;

const confirmation = (data: PreferencesPage, pages: Dictionary['pages']): Html => {
  const t = pages.preferences;
  const state = (on: boolean): string => (on ? t.on : t.off);
  return html`${data.marketing ? '' : html`<p class="verdict">${t.left}</p>`}
<dl>
<div><dt>${t.marketing}</dt><dd>${state(data.marketing)}</dd></div>
<div><dt>${t.profiling}</dt><dd>${state(data.profiling)}</dd></div>
</dl>
<details><summary>${t.change}</summary>
${choices(data, pages)}
</details>`;
};

/** "m***@example.org": enough for its owner to know it again. */
const masked = (address: string): string => address.replace(/^(.)[^@]*/u, '$1***');

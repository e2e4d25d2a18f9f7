import { html } from 'hono/html';
import type { Locale } from '#domain/customer.ts';
import { letters } from '#shared/locale/reasons.ts';
import { form, page } from './layout.ts';

export type InterestPage = {
  readonly customerName: string;
  readonly state: { readonly kind: 'open'; readonly action: string } | { readonly kind: 'thanks' };
};

/** One button: somebody of ours gets in touch. */
export const renderInterestPage = ({ customerName, state }: InterestPage, locale: Locale): string => {
  const texts = letters(locale);
  if (state.kind === 'thanks')
    return page({ locale, title: texts.interestThanks, body: html`<p>${texts.interestNext}</p>` });
  const button = html`<p><button type="submit">${texts.callToAction}</button></p>`;
  return page({
    locale,
    title: texts.interestTitle.replace('{customer}', () => customerName),
    body: html`<p>${texts.interestText}</p>${form(state.action, button)}`,
  });
};

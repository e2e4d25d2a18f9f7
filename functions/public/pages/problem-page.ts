import { html } from 'hono/html';
import type { Locale } from '#domain/customer.ts';
import { dictionary } from '#shared/locale/locale.ts';
import { page } from './layout.ts';

/** `invalid`: the form could not be read. `failure`: it was, and something of ours failed. */
export type ProblemPage = { problem: 'not-found' | 'expired' | 'invalid' | 'failure' };

export const renderProblemPage = ({ problem }: ProblemPage, locale: Locale): string => {
  const { title, detail } = dictionary(locale).pages.problem[problem];
  return page({ locale, title, body: html`<p>${detail}</p>` });
};

import { html } from 'hono/html';
import { type Html, page } from '#local/mailbox/page.ts';
import { issuerPath } from './issuer.ts';
import type { Texts } from './texts.ts';
import type { User } from './tokens.ts';

const alert = (text: string | undefined): Html => (text === undefined ? html`` : html`<p role="alert">${text}</p>`);

const hidden = (fields: Iterable<readonly [string, string]>): Html =>
  html`${[...fields].map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}`;

/** Asks who signs in; `request` are the parameters of the authorization request, carried through the form. */
export const userPage = (
  texts: Texts,
  users: readonly User[],
  request: URLSearchParams,
  problem?: string,
): Promise<string> =>
  page(
    texts.language,
    texts.signIn,
    html`<main>
<h1>${texts.who}</h1>
<p class="mute">${texts.whoHint}</p>
${alert(problem)}
<form method="post" action="${issuerPath}/oauth2/authorize">
${hidden(request)}
<label>${texts.email}<input type="email" name="email" list="users" required autofocus autocomplete="off"></label>
<datalist id="users">${users.map(({ email, name, groups }) => html`<option value="${email}">${name} · ${groups.join(', ')}</option>`)}</datalist>
<button>${texts.signIn}</button>
</form>
</main>`,
  );

/** Says that the browser needs a sign-in link, and takes one. */
export const lockedPage = (texts: Texts, returnTo: string, problem?: string): Promise<string> =>
  page(
    texts.language,
    texts.signIn,
    html`<main>
<h1>${texts.locked}</h1>
${alert(problem)}
<p>${texts.lockedHint}</p>
<form method="post" action="${issuerPath}/sign-in">
${hidden([['return_to', returnTo]])}
<label>${texts.code}<input name="code" required autofocus autocomplete="off" spellcheck="false"></label>
<button>${texts.signIn}</button>
</form>
</main>`,
  );

/** Opening the link does nothing yet: programs that look ahead open links too. */
export const confirmPage = (texts: Texts, code: string): Promise<string> =>
  page(
    texts.language,
    texts.signIn,
    html`<main>
<h1>${texts.signIn}</h1>
<p>${texts.confirmHint}</p>
<form method="post" action="${issuerPath}/sign-in">
${hidden([['code', code]])}
<button autofocus>${texts.confirm}</button>
</form>
</main>`,
  );

export const notePage = (texts: Texts, title: string, text: string): Promise<string> =>
  page(texts.language, title, html`<main><h1>${title}</h1><p>${text}</p></main>`);

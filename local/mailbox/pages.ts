import { html } from 'hono/html';
import type { MailDetail, MailItem, MailPage } from './mailbox.ts';
import { type Html, page } from './page.ts';
import type { Texts } from './texts.ts';

const when = (texts: Texts, at: string): Html => {
  const written = new Intl.DateTimeFormat(texts.language, { dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(at),
  );
  return html`<time datetime="${at}">${written}</time>`;
};

const line = (texts: Texts, item: MailItem): Html => html`<li><a href="/local/mailbox/${item.id}">
<strong>${item.subject || texts.noSubject}</strong>
<span>${texts.to}: ${item.to}</span>
<span class="mute">${texts.from}: ${item.from} · ${when(texts, item.at)}</span>
</a></li>`;

/** The list, searched by recipient. */
export const listPage = (texts: Texts, found: MailPage, to: string): Promise<string> => {
  const older = new URLSearchParams({ ...(to === '' ? {} : { to }), cursor: found.cursor ?? '' });
  const none = to === '' ? texts.empty : texts.emptyFor;
  return page(
    texts.language,
    texts.mailbox,
    html`<main>
<h1>${texts.mailbox}</h1>
<p class="mute">${texts.intro}</p>
<form method="get" action="/local/mailbox" role="search">
<label>${texts.recipient}<input type="search" name="to" value="${to}" autocomplete="off"></label>
<button>${texts.search}</button>
</form>
${found.items.length === 0 ? html`<p role="status">${none}</p>` : html`<ol class="mails">${found.items.map((item) => line(texts, item))}</ol>`}
<p>${to === '' ? '' : html`<a href="/local/mailbox">${texts.all}</a> `}
${found.cursor === undefined ? '' : html`<a rel="next" href="/local/mailbox?${older.toString()}">${texts.older}</a>`}</p>
</main>`,
  );
};

const fact = (name: string, value: string | Html): Html =>
  value === '' ? html`` : html`<dt>${name}</dt><dd>${value}</dd>`;

const section = (title: string, filled: boolean, body: Html): Html =>
  filled ? html`<section><h2>${title}</h2>${body}</section>` : html``;

const attachmentLine = (mail: MailDetail, position: number): Html => {
  const attachment = mail.attachments[position];
  if (attachment === undefined) return html``;
  const { filename, mimeType, size, text } = attachment;
  return html`<li><a href="/local/mail/${mail.id}/attachments/${position}" download="${filename}">${filename}</a>
<span class="mute">${mimeType}, ${size} B</span>${text === undefined ? '' : html`<pre>${text}</pre>`}</li>`;
};

/** One message: who, what, the HTML in a frame of its own, the text, attachments, links and headers. */
export const messagePage = (texts: Texts, mail: MailDetail): Promise<string> => {
  const title = mail.subject || texts.noSubject;
  return page(
    texts.language,
    title,
    html`<nav><a href="/local/mailbox">← ${texts.back}</a></nav>
<main>
<h1>${title}</h1>
<dl>
${fact(texts.from, mail.from)}${fact(texts.to, mail.to)}${fact(texts.cc, mail.cc)}${fact(texts.replyTo, mail.replyTo)}
${fact(texts.sent, when(texts, mail.at))}
</dl>
${section(
  texts.message,
  mail.html !== undefined,
  html`<iframe title="${texts.message}" src="/local/mailbox/${mail.id}/body" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>`,
)}
${section(texts.asText, mail.text !== undefined, html`<pre>${mail.text ?? ''}</pre>`)}
${section(
  texts.attachments,
  mail.attachments.length > 0,
  html`<ul>${mail.attachments.map((_, position) => attachmentLine(mail, position))}</ul>`,
)}
${section(
  texts.links,
  mail.links.length > 0,
  html`<ul>${mail.links.map((link) => html`<li><a href="${link}" rel="noreferrer">${link}</a></li>`)}</ul>`,
)}
<section><details><summary>${texts.headers}</summary>
<dl>${mail.headers.map(({ name, value }) => fact(name, value))}</dl></details>
<p><a href="/local/mail/${mail.id}/raw">${texts.raw}</a></p></section>
</main>`,
  );
};

export const missingPage = (texts: Texts): Promise<string> =>
  page(
    texts.language,
    texts.mailbox,
    html`<main><h1>${texts.mailbox}</h1><p>${texts.missing}</p><p><a href="/local/mailbox">${texts.back}</a></p></main>`,
  );

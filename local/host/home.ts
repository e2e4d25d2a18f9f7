import type { IncomingMessage, ServerResponse } from 'node:http';
import { html } from 'hono/html';
import { target } from '#local/gateway/http-event.ts';
import { preferredLanguage } from '#local/mailbox/language.ts';
import { page } from '#local/mailbox/page.ts';
import { pagePolicy } from '#local/mailbox/style.ts';

const texts = {
  en: {
    running: 'Percorso is running on this machine.',
    mailbox: 'Mailbox',
    mailboxText: 'the mail that the process has sent: reviews, digests, proposals',
    document: 'API document',
    documentText: 'every operation, for programs',
    clock: 'Clock',
    clockText: 'what time it is here; a POST moves it',
    endpoints: 'AWS endpoints',
    endpointsText: 'for the AWS CLI and other tools',
  },
  it: {
    running: 'Percorso è in funzione su questo computer.',
    mailbox: 'Posta',
    mailboxText: 'i messaggi inviati dal processo: decisioni, agende, proposte',
    document: 'Documento dell’API',
    documentText: 'tutte le operazioni, per i programmi',
    clock: 'Orologio',
    clockText: 'che ora è qui; un POST la sposta',
    endpoints: 'Indirizzi AWS',
    endpointsText: 'per la AWS CLI e altri strumenti',
  },
};

/** `GET /`: where things are. */
export async function homeRoute(req: IncomingMessage, res: ServerResponse): Promise<boolean> {
  if (target(req).path !== '/' || !(req.method === 'GET' || req.method === 'HEAD')) return false;
  const language = preferredLanguage(req.headers['accept-language']);
  const words = texts[language];
  const body = html`<main>
<h1>Percorso</h1>
<p class="mute">${words.running}</p>
<dl>
<dt><a href="/local/mailbox">${words.mailbox}</a></dt><dd>${words.mailboxText}</dd>
<dt><a href="/openapi.json">${words.document}</a></dt><dd>${words.documentText}</dd>
<dt><a href="/local/clock">${words.clock}</a></dt><dd>${words.clockText}</dd>
<dt><a href="/local/endpoints">${words.endpoints}</a></dt><dd>${words.endpointsText}</dd>
</dl>
</main>`;
  res.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': pagePolicy(),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  res.end(await page(language, 'Percorso', body));
  return true;
}

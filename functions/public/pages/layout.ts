import { createHash } from 'node:crypto';
import { html, raw } from 'hono/html';
import type { Locale } from '#domain/customer.ts';
import { styles } from './styles.ts';

/** Markup in which every inserted value was escaped, unless it was markup of this kind itself. */
export type Html = ReturnType<typeof html>;

/**
 * The headers of every page. Nothing runs, nothing is loaded, nothing is framed, forms go to this host only; the one style
 * sheet is allowed by its hash. The address is a secret: it is neither stored nor passed on. (No referrer means that
 * browsers send `Origin: null` with the forms.)
 */
export const pageHeaders: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(styles).digest('base64')}'`,
    'img-src data:',
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-robots-tag': 'noindex, nofollow',
};

type Page = { locale: Locale; title: string; brand?: string | undefined; foot?: string | undefined; body: Html };

/** A complete page. `title` is its heading and its name in the browser; `brand` is who speaks. */
export const page = ({ locale, title, brand = 'Percorso', foot = '', body }: Page): string =>
  String(html`<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex, nofollow">
<title>${title} · ${brand}</title>
<link rel="icon" href="${icon}">
<style>${raw(styles)}</style>
</head>
<body>
<header>${mark}<span>${brand}</span></header>
<main>
<h1>${title}</h1>
${body}
</main>
<footer>${foot}</footer>
</body>
</html>
`);

/** A form that posts back to a path of this host. Throws for anything that is not such a path. */
export const form = (action: string, body: Html): Html => {
  if (!/^\/(?![/\\])/.test(action))
    throw new Error(`A form of a page must post to a path of this host, not to "${action}".`);
  return html`<form method="post" action="${action}" accept-charset="utf-8">${body}</form>`;
};

const mark = html`<svg width="52" height="18" viewBox="0 0 52 18" aria-hidden="true"><circle class="step" cx="4" cy="9" r="2.5"/><circle class="step" cx="14" cy="9" r="3.5"/><circle class="step" cx="26" cy="9" r="4.5"/><circle cx="42" cy="9" r="6.5" fill="none" stroke="currentColor" stroke-width="3"/></svg>`;

const icon =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Ccircle cx='8' cy='22' r='5' fill='%23d99a45'/%3E%3Ccircle cx='21' cy='13' r='8' fill='none' stroke='%231d6b64' stroke-width='4'/%3E%3C/svg%3E";

import { createHash } from 'node:crypto';

/** The one style sheet of the local pages, inline and named by its hash in the page's content security policy. */
export const style = `
:root { color-scheme: light dark; --line: light-dark(#d6dae1, #3a404b); --soft: light-dark(#f4f6f9, #1d2128);
  --ink: light-dark(#1b2230, #e8ebf0); --mute: light-dark(#525c6d, #a8b1c0); --accent: light-dark(#0b57a4, #8ec2ff); }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 60rem; padding: 1rem; font: 1rem/1.5 system-ui, sans-serif; color: var(--ink);
  background: light-dark(#fff, #14171c); }
h1 { font-size: 1.5rem; margin: .5rem 0; overflow-wrap: anywhere; } h2 { font-size: 1.1rem; margin: 1.5rem 0 .5rem; }
a { color: var(--accent); } :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
p, dd, dt { overflow-wrap: anywhere; } .mute { color: var(--mute); }
form { display: flex; flex-wrap: wrap; gap: .5rem; align-items: end; margin: 1rem 0; }
label { display: grid; gap: .25rem; flex: 1 1 15rem; }
input, button { font: inherit; color: inherit; padding: .5rem .75rem; border: 1px solid var(--line); border-radius: .4rem;
  background: var(--soft); min-height: 2.75rem; }
button { cursor: pointer; }
ol, ul { padding: 0; margin: 0; list-style: none; } .mails { border-top: 1px solid var(--line); }
.mails a { display: grid; gap: .1rem; padding: .75rem .5rem; border-bottom: 1px solid var(--line); text-decoration: none;
  color: inherit; overflow-wrap: anywhere; }
.mails a:hover { background: var(--soft); } .mails strong { color: var(--accent); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; margin: 1rem 0; } dt { color: var(--mute); }
dd { margin: 0; }
iframe { width: 100%; height: 70vh; border: 1px solid var(--line); border-radius: .4rem; background: #fff; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; padding: 1rem; background: var(--soft); border-radius: .4rem; }
@media (max-width: 30rem) { dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: .5rem; } }
`;

const hash = createHash('sha256').update(style).digest('base64');

/** The content security policy of a page with that style; `formTargets` are the origins to which its forms may lead. */
export const pagePolicy = (...formTargets: readonly string[]): string =>
  [
    "default-src 'none'",
    `style-src 'sha256-${hash}'`,
    "frame-src 'self'",
    ["form-action 'self'", ...formTargets].join(' '),
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/** A message may look as it likes, but it runs nothing, loads nothing and sends nothing. Its links open in a tab of their own. */
export const messagePolicy = [
  "default-src 'none'",
  'img-src data:',
  "style-src 'unsafe-inline'",
  'sandbox allow-popups allow-popups-to-escape-sandbox',
  "frame-ancestors 'self'",
].join('; ');

/** The only style sheet of the pages. It stands in the page itself, and the policy names it by its hash. */
export const styles = `
:root {
  color-scheme: light dark;
  --canvas: #f2f5f3; --card: #fff; --ink: #14323a; --text: #2b4147; --muted: #5a6f75; --line: #dbe4e0; --field: #fff;
  --edge: #80928f; --accent: #1d6b64; --on-accent: #fff; --soft: #e4f0ec; --dot: #d99a45; --late: #a23e2a;
  --serif: 'Iowan Old Style', Palatino, Georgia, serif;
}
@media (prefers-color-scheme: dark) {
  :root {
    --canvas: #0e1719; --card: #162427; --ink: #f1f7f5; --text: #d8e4e1; --muted: #9db1b1; --line: #2b3d40; --field: #101d20;
    --edge: #6f8585; --accent: #6cc3b4; --on-accent: #0b2022; --soft: #21403f; --dot: #e3ab5e; --late: #f0a08c;
  }
}
*, ::before, ::after { box-sizing: border-box; }
body {
  margin: 0; background: var(--canvas); color: var(--text); -webkit-text-size-adjust: 100%;
  font: 1rem/1.6 -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif;
}
header, main, footer { width: min(100%, 38rem); margin: 0 auto; }
header { display: flex; align-items: center; gap: .6rem; padding: 1.75rem 1.4rem 1.1rem; color: var(--ink); font: 600 1.25rem/1.2 var(--serif); }
header svg { color: var(--accent); flex: none; }
header .step { fill: var(--dot); }
main { background: var(--card); border-radius: 14px; padding: 2.25rem 1.4rem; overflow-wrap: break-word; }
footer { padding: 1.4rem 1.4rem 2.5rem; color: var(--muted); font-size: .8125rem; }
@media (min-width: 38rem) { header, footer { padding-inline: 2.25rem; } main { padding: 2.5rem 2.25rem; box-shadow: 0 1px 2px rgb(20 50 58 / .06); } }
h1 { margin: 0 0 1rem; color: var(--ink); font: 600 clamp(1.5rem, 5vw, 1.75rem)/1.3 var(--serif); text-wrap: balance; }
h2, legend { margin: 2rem 0 .5rem; padding: 0; color: var(--accent); font-size: .875rem; font-weight: 700; letter-spacing: .02em; }
p { margin: 0 0 1rem; }
.muted { color: var(--muted); font-size: .9rem; }
.late { color: var(--late); font-size: .9rem; font-weight: 600; }
.verdict { color: var(--ink); font-size: 1.125rem; font-weight: 600; }
.quote { margin: 0 0 1rem; padding: .1rem 0 .1rem 1rem; border-left: 3px solid var(--dot); white-space: pre-line; }
ul { margin: 0 0 1rem; padding: 0; list-style: none; }
ul li { position: relative; padding: .15rem 0 .5rem 1.6rem; color: var(--ink); font-weight: 600; }
ul li::before { content: ''; position: absolute; left: .15rem; top: .62rem; width: .7rem; height: .7rem; border-radius: 50%; background: var(--dot); }
dl { margin: 0; }
dl div { display: grid; grid-template-columns: minmax(7rem, 40%) 1fr; gap: 1rem; padding: .7rem 0; border-bottom: 1px solid var(--line); }
dt { color: var(--muted); font-size: .9rem; }
dd { margin: 0; color: var(--ink); font-weight: 600; white-space: pre-line; }
form { margin: 1.5rem 0 0; }
fieldset { min-width: 0; margin: 0; padding: 0; border: 0; }
label { display: block; color: var(--ink); font-weight: 600; font-size: .95rem; }
input, textarea, select {
  width: 100%; margin: .3rem 0 1.1rem; padding: .75rem .85rem; border: 1px solid var(--edge); border-radius: 10px;
  background: var(--field); color: var(--ink); font: inherit; font-weight: 400;
}
[aria-invalid] { border: 2px solid var(--late); margin-bottom: .3rem; }
[aria-invalid] + .late { display: block; margin-bottom: 1.1rem; }
input, select { min-height: 3.1rem; }
textarea { min-height: 6rem; resize: vertical; }
button {
  display: block; width: 100%; margin: 0 0 .75rem; padding: .9rem 1.1rem; border: 2px solid var(--accent); border-radius: 10px;
  background: var(--accent); color: var(--on-accent); font: inherit; font-weight: 600; cursor: pointer;
}
button.choice, button.quiet { background: transparent; color: var(--accent); text-align: left; }
button.choice { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: .4rem; border-color: var(--edge); color: var(--ink); }
button.quiet { text-align: center; }
button:hover { filter: brightness(1.08); }
button.choice:hover, button.quiet:hover { background: var(--soft); border-color: var(--accent); filter: none; }
.tag { padding: 0 .6rem; border-radius: 10px; background: var(--soft); color: var(--accent); font-size: .8125rem; font-weight: 600; }
:focus-visible { outline: 3px solid var(--ink); outline-offset: 2px; }
.scale { display: grid; grid-template-columns: repeat(11, 1fr); gap: 3px; }
.scale label { position: relative; text-align: center; cursor: pointer; }
legend + .check { padding-top: .3rem; }
.scale input { position: absolute; inset: 0; width: 100%; height: 100%; margin: 0; opacity: 0; cursor: pointer; }
.scale span { display: block; padding: .65rem 0; border-radius: 8px; background: var(--soft); color: var(--accent); }
.scale input:checked + span { background: var(--accent); color: var(--on-accent); }
.scale input:focus-visible + span { outline: 3px solid var(--ink); outline-offset: 2px; }
.ends { display: flex; justify-content: space-between; margin: .35rem 0 1.5rem; }
.check { display: grid; grid-template-columns: 1.5rem 1fr; gap: .1rem .75rem; align-items: start; padding: .9rem 0; border-bottom: 1px solid var(--line); cursor: pointer; }
.check input { width: 1.35rem; height: 1.35rem; min-height: 0; margin: .1rem 0 0; accent-color: var(--accent); }
.check .muted { grid-column: 2; font-weight: 400; }
fieldset + button, .check + button, .check + div { margin-top: 1.5rem; }
.pair { display: grid; gap: 0 1rem; }
@media (min-width: 38rem) { .pair { grid-template-columns: 1fr 1fr; } }
summary { margin: 1.5rem 0; color: var(--accent); font-weight: 600; text-decoration: underline; cursor: pointer; }
hr { margin: 1.75rem 0; border: 0; border-top: 1px solid var(--line); }
`;

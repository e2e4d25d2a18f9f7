/** Colours by what they mean; an image follows the reader's light or dark setting by itself. */
export const style = `
svg { --page: #ffffff; --card: #f6f8fa; --edge: #d0d7de; --ink: #1f2328; --quiet: #59636e; --flow: #6e7781;
  --wait: #fff8c5; --wait-edge: #d4a72c; --wait-ink: #7d4e00; --choice: #fbefff; --choice-edge: #c297ff;
  --end: #dafbe1; --end-edge: #4ac26b; --fail: #ffebe9; --fail-edge: #ff8182; }
@media (prefers-color-scheme: dark) { svg { --page: #0d1117; --card: #161b22; --edge: #3d444d; --ink: #f0f6fc;
  --quiet: #9198a1; --flow: #8b949e; --wait: #2c2411; --wait-edge: #9e6a03; --wait-ink: #e3b341; --choice: #1f1a2e;
  --choice-edge: #8957e5; --end: #12261e; --end-edge: #2ea043; --fail: #25171c; --fail-edge: #f85149; } }
text { font-family: -apple-system, BlinkMacSystemFont, 'Segoe UI', 'Noto Sans', Helvetica, Arial, sans-serif; fill: var(--ink); }
.page { fill: var(--page); }
.title { font-size: 14px; font-weight: 600; }
.text { font-size: 12px; fill: var(--quiet); }
.label { font-size: 11px; fill: var(--quiet); }
.pill { font-size: 12px; }
.label { stroke: var(--page); stroke-width: 3px; paint-order: stroke; }
.task, .pause { fill: var(--card); stroke: var(--edge); }
.wait { fill: var(--wait); stroke: var(--wait-edge); }
.choice { fill: var(--choice); stroke: var(--choice-edge); }
.end { fill: var(--end); stroke: var(--end-edge); }
.fail { fill: var(--fail); stroke: var(--fail-edge); }
.flow { fill: none; stroke: var(--flow); stroke-width: 1.5; }
.silence { stroke: var(--wait-edge); stroke-dasharray: 5 4; }
.head { fill: var(--flow); }
.silent-head { fill: var(--wait-edge); }
.glass { fill: none; stroke: var(--wait-ink); stroke-width: 1.3; stroke-linejoin: round; }
.lane { fill: none; stroke: var(--edge); stroke-dasharray: 2 4; }
.dot { fill: var(--flow); }
.ring { fill: none; stroke: var(--flow); stroke-width: 1.5; }`;

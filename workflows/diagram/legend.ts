import type { Kind, Plan } from './plan.ts';
import { sizes } from './sheet.ts';
import { lineSvg, text } from './svg.ts';
import { measure } from './text.ts';

const words: readonly (readonly [Kind | 'silence', string])[] = [
  ['task', 'does something'],
  ['wait', 'waits for an answer, as long as the policy says'],
  ['choice', 'chooses'],
  ['silence', 'nobody answered in time'],
];

/** What the colours mean, for those that occur. */
export function legendSvg(plan: Plan): string {
  const kinds = new Set<string>(plan.kinds.values());
  const shown = words.filter(([kind]) =>
    kind === 'silence' ? plan.ways.some(({ dashed }) => dashed) : kinds.has(kind),
  );
  let x = sizes.margin + 4;
  const y = sizes.margin + 6;
  return shown
    .map(([kind, word]) => {
      const left = x;
      x += 32 + measure(word, sizes.label) + 18;
      return `${sample(kind, left, y)}${text('label', word, [left + 30, y + 4])}`;
    })
    .join('');
}

function sample(kind: string, x: number, y: number): string {
  if (kind !== 'silence') return `<rect class="${kind}" x="${x}" y="${y - 7}" width="22" height="14" rx="4"/>`;
  return lineSvg({
    points: [
      [x, y],
      [x + 24, y],
    ],
    dashed: true,
    arrow: true,
    label: '',
    at: [x, y],
    anchor: 'start',
  });
}

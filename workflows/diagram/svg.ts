import type { Picture } from './layout.ts';
import { type Box, type Line, type Point, sizes } from './sheet.ts';

export function boxSvg(box: Box): string {
  const { x, y, w, h, kind } = box;
  const middle = y + h / 2;
  if (kind === 'end' || kind === 'fail') {
    return `${rect(box, h / 2)}${text('pill', box.title, [x + w / 2, middle + 4], 'middle')}`;
  }
  const notch = 14;
  const shape =
    kind === 'choice'
      ? `<path class="choice" d="M${x + notch} ${y}H${x + w - notch}L${x + w} ${middle}L${x + w - notch} ${y + h}H${x + notch}L${x} ${middle}Z"/>`
      : rect(box, 8);
  const inset = kind === 'choice' ? 22 : 14;
  const lines = box.lines.map((line, index) => text('text', line, [x + inset, y + 36 + index * sizes.line]));
  const wait = kind === 'wait' ? hourglass([x + w - 18, y + 16]) : '';
  return `${shape}${text('title', box.title, [x + inset, y + 20])}${lines.join('')}${wait}`;
}

export function lineSvg({ points, dashed, arrow, label, at, anchor }: Line): string {
  const path = `<path class="flow${dashed ? ' silence' : ''}" d="${rounded(points)}"${arrow ? ` marker-end="url(#${dashed ? 'silent' : 'flow'})"` : ''}/>`;
  return label === '' ? path : `${path}${text('label', label, at, anchor)}`;
}

export function endsSvg({ start, end }: Picture, firstTop: number): string {
  const [x, y] = start;
  const first = `<circle class="dot" cx="${x}" cy="${y}" r="6"/><path class="flow" d="M${x} ${y}V${firstTop}" marker-end="url(#flow)"/>`;
  if (!end) return first;
  const ring = `<circle class="ring" cx="${end[0]}" cy="${end[1]}" r="8"/><circle class="dot" cx="${end[0]}" cy="${end[1]}" r="4.5"/>`;
  return `${first}<path class="flow" d="M${end[0]} ${end[1] - sizes.gap - 6}V${end[1] - 8}" marker-end="url(#flow)"/>${ring}`;
}

export const heads = ['flow', 'silent']
  .map((name) => {
    const look = name === 'flow' ? 'head' : 'silent-head';
    return `<marker id="${name}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path class="${look}" d="M0 0.5L8 4L0 7.5Z"/></marker>`;
  })
  .join('');

export function text(
  look: string,
  content: string,
  [x, y]: Point,
  anchor: 'start' | 'middle' | 'end' = 'start',
): string {
  return `<text class="${look}" x="${x}" y="${y}"${anchor === 'start' ? '' : ` text-anchor="${anchor}"`}>${escaped(content)}</text>`;
}

export function escaped(content: string): string {
  return content.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}

function rect({ kind, x, y, w, h }: Box, radius: number): string {
  return `<rect class="${kind}" x="${x}" y="${y}" width="${w}" height="${h}" rx="${radius}"/>`;
}

function hourglass([x, y]: Point): string {
  return `<path class="glass" d="M${x - 5} ${y - 7}H${x + 5}M${x - 5} ${y + 7}H${x + 5}M${x - 4} ${y - 7}C${x - 4} ${y - 2} ${x + 4} ${y + 2} ${x + 4} ${y + 7}M${x + 4} ${y - 7}C${x + 4} ${y - 2} ${x - 4} ${y + 2} ${x - 4} ${y + 7}"/>`;
}

/** A path with soft corners. */
function rounded(points: readonly Point[]): string {
  const radius = 8;
  return points
    .map(([x, y], index) => {
      const before = points[index - 1];
      const after = points[index + 1];
      if (!before) return `M${x} ${y}`;
      if (!after) return `L${x} ${y}`;
      const [ax, ay] = toward([x, y], before, radius);
      const [bx, by] = toward([x, y], after, radius);
      return `L${ax} ${ay}Q${x} ${y} ${bx} ${by}`;
    })
    .join('');
}

function toward([x, y]: Point, [tx, ty]: Point, radius: number): Point {
  const step = (from: number, to: number) => from + Math.sign(to - from) * Math.min(radius, Math.abs(to - from) / 2);
  return [step(x, tx), step(y, ty)];
}

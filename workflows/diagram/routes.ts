import type { Plan, Way } from './plan.ts';
import { type Box, type Line, type Point, sizes, trunk } from './sheet.ts';

type Style = Pick<Line, 'dashed' | 'label' | 'arrow' | 'anchor'>;
type Drawing = { readonly plan: Plan; readonly boxes: ReadonlyMap<string, Box>; readonly index: number };

/** The line of a way: straight down the spine, back on its left, out and home on its right. */
export function route(way: Way, from: Box, to: Box, drawing: Drawing): Line {
  const { spine } = drawing.plan;
  const style: Style = { dashed: way.dashed, label: way.label, arrow: true, anchor: 'start' };
  if (!spine.includes(way.from)) return fromSide(way, from, to, drawing, style);
  if (spine[spine.indexOf(way.from) + 1] === way.to) return down(from, to, style);
  return spine.includes(way.to) ? around(from, to, drawing.index, style) : aside(from, to, style);
}

function down(from: Box, to: Box, style: Style): Line {
  const bottom = from.y + from.h;
  return { ...style, points: line([trunk, bottom], [trunk, to.y]), at: [trunk + 10, bottom + 14] };
}

function around(from: Box, to: Box, index: number, style: Style): Line {
  const x = sizes.spine.x - 44 + (index % 4) * 3;
  const points = line([from.x, middle(from)], [x, middle(from)], [x, middle(to)], [to.x, middle(to)]);
  return { ...style, points, at: [x + 6, middle(from) - 6] };
}

function aside(from: Box, to: Box, style: Style): Line {
  const right = from.x + from.w;
  const y = middle(from);
  const at: Point = [right + 6, y - 6];
  if (y > to.y && y < to.y + to.h) return { ...style, points: line([right, y], [to.x, y]), at };
  const x = right + 14;
  return { ...style, points: line([right, y], [x, y], [x, middle(to)], [to.x, middle(to)]), at };
}

function fromSide(way: Way, from: Box, to: Box, { plan, boxes }: Drawing, style: Style): Line {
  const [host = '', chain = []] = [...plan.detours].find(([, names]) => names.includes(way.from)) ?? [];
  const below = from.y + from.h;
  if (chain[chain.indexOf(way.from) + 1] === way.to || to.y === below + sizes.gap + 8) {
    const x = from.x + from.w - 40;
    return { ...style, points: line([x, below], [x, to.y]), at: [x - 8, below + 14], anchor: 'end' };
  }
  if (plan.spine[plan.spine.indexOf(host) + 1] === way.to) {
    const beside = boxes.get(host);
    const y = Math.max(below, beside ? beside.y + beside.h : 0) + 12;
    const x = from.x + 24;
    return { ...style, points: line([x, below], [x, y], [trunk, y]), at: [from.x - 10, y - 5], anchor: 'end' };
  }
  const x = sizes.side.x - 18;
  const points = line(
    [from.x, middle(from)],
    [x, middle(from)],
    [x, middle(to)],
    [to.x < x ? to.x + to.w : to.x, middle(to)],
  );
  return { ...style, points, at: [x - 6, middle(from) - 6], anchor: 'end' };
}

function middle({ y, h }: Box): number {
  return y + h / 2;
}

function line(...points: Point[]): readonly Point[] {
  return points;
}

import type { Definition, State } from '#workflows/graph.ts';
import { type Plan, titleOf, type Way } from './plan.ts';
import { route } from './routes.ts';
import { type Box, cardHeight, type Line, type Point, sizes, trunk } from './sheet.ts';
import { wrap } from './text.ts';

export type Picture = {
  readonly boxes: ReadonlyMap<string, Box>;
  readonly lines: readonly Line[];
  readonly start: Point;
  readonly end: Point | undefined;
  readonly bottom: number;
};

/** The spine from top to bottom, what belongs beside it to its right, loops to its left. */
export function layOut(definition: Definition, plan: Plan, top: number): Picture {
  const boxes = new Map<string, Box>();
  let y = top + 26;
  for (const name of plan.spine) {
    const box = card(name, definition, plan, sizes.spine, y);
    boxes.set(name, box);
    let side = y;
    for (const [key, place] of stack(name, definition, plan)) {
      boxes.set(key, place(side));
      side += place(side).h + sizes.gap;
    }
    y = Math.max(box.y + box.h + sizes.gap, side === y ? 0 : side + 4);
  }
  const last = plan.spine.at(-1) ?? definition.StartAt;
  const ends = definition.States[last]?.End === true;
  return {
    boxes,
    lines: plan.ways.map((way, index) => lineOf(way, { plan, boxes, index })),
    start: [trunk, top],
    end: ends ? [trunk, y + 6] : undefined,
    bottom: ends ? y + 20 : y,
  };
}

type Place = (y: number) => Box;

/** What stands beside a state of the spine: its ends first, then each state of the detour with its own. */
function stack(host: string, definition: Definition, plan: Plan): [string, Place][] {
  const ends = (from: string) =>
    plan.ways
      .filter((way) => way.from === from && isEnd(way.to, plan) && !plan.spine.includes(way.to))
      .map((way): [string, Place] => [pillName(way), (y) => pill(way.to, plan, y)]);
  const detours = plan.detours.get(host) ?? [];
  return [
    ...ends(host),
    ...detours.flatMap((name) => [
      [name, (y) => card(name, definition, plan, sizes.side, y)] satisfies [string, Place],
      ...ends(name),
    ]),
  ];
}

function isEnd(name: string, { kinds }: Plan): boolean {
  return kinds.get(name) === 'end' || kinds.get(name) === 'fail';
}

/** An end of the process stands beside each state that leads to it, so that no line crosses the picture for it. */
function pillName({ from, to }: Pick<Way, 'from' | 'to'>): string {
  return `${from} ${to}`;
}

function card(name: string, { States }: Definition, plan: Plan, column: { x: number; w: number }, y: number): Box {
  if (isEnd(name, plan)) return { ...pill(name, plan, y), x: column.x + (column.w - sizes.pill.w) / 2 };
  const state: State | undefined = States[name];
  const lines = wrap(state?.Comment ?? '', column.w - 28, sizes.text);
  return { kind: plan.kinds.get(name) ?? 'task', title: titleOf(name), lines, ...column, y, h: cardHeight(lines) };
}

function pill(name: string, plan: Plan, y: number): Box {
  const x = sizes.side.x + sizes.side.w - sizes.pill.w;
  return { kind: plan.kinds.get(name) ?? 'end', title: titleOf(name), lines: [], x, y: y + 8, ...sizes.pill };
}

type Drawing = { readonly plan: Plan; readonly boxes: ReadonlyMap<string, Box>; readonly index: number };

function lineOf(way: Way, drawing: Drawing): Line {
  const from = drawing.boxes.get(way.from);
  const to = drawing.boxes.get(pillName(way)) ?? drawing.boxes.get(way.to);
  if (!from || !to) throw new Error(`The picture has no place for ${way.from} or ${way.to}.`);
  return route(way, from, to, drawing);
}

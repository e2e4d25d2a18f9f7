import { type Definition, type Edge, edges } from '#workflows/graph.ts';
import { type Exit, type Plan, titleOf } from './plan.ts';
import { type Box, cardHeight, type Point, sizes } from './sheet.ts';
import { boxSvg, lineSvg, text } from './svg.ts';
import { measure, wrap } from './text.ts';

const lane = { origin: sizes.margin + 20, box: 284, card: 330, pills: 764, pad: 9, pitch: 34 };

type Row = { readonly exit: Exit; readonly box: Box; readonly after: readonly Edge[]; readonly height: number };

/** The quiet lane at the foot: what every step does when it fails, said once. */
export function exitsSvg(definition: Definition, plan: Plan, top: number): { svg: string; height: number } {
  const rows = plan.exits.map((exit) => rowOf(exit, definition, plan));
  if (rows.length === 0) return { svg: '', height: 0 };
  const height = rows.reduce((sum, row) => sum + row.height, lane.pad * 2);
  const { margin, width } = sizes;
  const frame = `<rect class="lane" x="${margin}" y="${top}" width="${width - 2 * margin}" height="${height}" rx="10"/>`;
  let y = top + lane.pad;
  const drawn = rows.map((row) => {
    y += row.height;
    return rowSvg(row, plan, y - row.height / 2);
  });
  return { svg: `${frame}${drawn.join('')}`, height };
}

function rowOf(exit: Exit, definition: Definition, plan: Plan): Row {
  const after = edges(definition).filter(({ from }) => from === exit.to);
  const kind = plan.kinds.get(exit.to) ?? 'task';
  const lines = kind === 'end' ? [] : wrap(definition.States[exit.to]?.Comment ?? '', lane.card - 28, sizes.text);
  const size = kind === 'end' || kind === 'fail' ? sizes.pill : { w: lane.card, h: cardHeight(lines) };
  const box = { kind, title: titleOf(exit.to), lines, x: lane.box, y: 0, ...size };
  return { exit, box, after, height: Math.max(size.h, after.length * lane.pitch) + lane.pad };
}

function rowSvg({ exit, box, after }: Row, plan: Plan, middle: number): string {
  const target = { ...box, y: middle - box.h / 2 };
  const start = target.x + target.w;
  const ends = after.map((edge, index) => {
    const y = middle + (index - (after.length - 1) / 2) * lane.pitch;
    const kind = plan.kinds.get(edge.to) ?? 'end';
    const pill: Box = {
      kind,
      title: titleOf(edge.to),
      lines: [],
      x: lane.pills,
      y: y - sizes.pill.h / 2,
      ...sizes.pill,
    };
    const bend = start + 18;
    const points: Point[] = [
      [start, middle],
      [bend, middle],
      [bend, y],
      [pill.x, y],
    ];
    const label = edge.by === 'error' ? errorOf(edge.when, 'any error') : '';
    return `${lineSvg({ ...plain, points, label, at: [bend + 12, y - 5] })}${boxSvg(pill)}`;
  });
  const from = lane.origin + measure(`From ${exit.origin}`, sizes.text) + 8;
  return [
    text('text', `From ${exit.origin}`, [lane.origin, middle + 4]),
    lineSvg({
      ...plain,
      points: [
        [from, middle],
        [target.x, middle],
      ],
      label: errorOf(exit.when, 'any other error'),
      at: [from + 6, middle - 6],
    }),
    boxSvg(target),
    ...ends,
  ].join('');
}

const plain = { dashed: false, arrow: true, anchor: 'start' } as const;

function errorOf(when: string, all: string): string {
  return when === 'States.ALL' ? all : when;
}

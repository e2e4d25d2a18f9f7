import { type Definition, edges } from '#workflows/graph.ts';
import { type Kind, type Plan, titleOf } from './plan.ts';

const shapes: Record<Kind, readonly [string, string]> = {
  task: ['[', ']'],
  wait: ['([', '])'],
  choice: ['{{', '}}'],
  pause: ['([', '])'],
  end: ['((', '))'],
  fail: ['(((', ')))'],
};

/** The same picture as text, for readers and tools that draw Mermaid. */
export function mermaid(definition: Definition, plan: Plan): string {
  const drawn = [...plan.spine, ...[...plan.detours.values()].flat()];
  const lane = plan.exits.map(({ to }) => to);
  const after = edges(definition).filter(({ from }) => lane.includes(from));
  const nodes = [...new Set([...drawn, ...plan.ways.map(({ to }) => to), ...lane, ...after.map(({ to }) => to)])];
  return [
    'flowchart TD',
    ...nodes.map((name) => {
      const [open, close] = shapes[plan.kinds.get(name) ?? 'task'];
      return `  ${name}${open}"${titleOf(name)}"${close}`;
    }),
    ...plan.ways.map(({ from, to, dashed, label }) => `  ${from} ${arrow(dashed, label)} ${to}`),
    ...plan.exits.map(({ origin, when, to }) => `  errors["${origin}"] ${arrow(true, when)} ${to}`),
    ...after.map(({ from, to, by, when }) => `  ${from} ${arrow(by !== 'next', when)} ${to}`),
    '',
  ].join('\n');
}

function arrow(dashed: boolean, label: string): string {
  const shaft = dashed ? '-.->' : '-->';
  return label === '' ? shaft : `${shaft}|"${label}"|`;
}

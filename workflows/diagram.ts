import { exitsSvg } from './diagram/exits.ts';
import { layOut } from './diagram/layout.ts';
import { legendSvg } from './diagram/legend.ts';
import { mermaid } from './diagram/mermaid.ts';
import { planOf, titleOf } from './diagram/plan.ts';
import { sizes } from './diagram/sheet.ts';
import { style } from './diagram/style.ts';
import { boxSvg, endsSvg, escaped, heads, lineSvg } from './diagram/svg.ts';
import { readDefinition } from './graph.ts';
import type { Workflow } from './load.ts';

/** Draws a state machine: the way through from top to bottom, waits in another colour, silence dashed, failures at the foot. */
export function drawSvg(workflow: Workflow): string {
  const definition = readDefinition(workflow.definition);
  const plan = planOf(definition);
  const picture = layOut(definition, plan, sizes.margin + 34);
  const exits = exitsSvg(definition, plan, picture.bottom + 22);
  const height = picture.bottom + 22 + exits.height + sizes.margin;
  const first = picture.boxes.get(definition.StartAt)?.y ?? 0;
  const title = workflow.name.replaceAll('-', ' ');
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${sizes.width} ${height}" width="${sizes.width}" height="${height}" role="img" aria-labelledby="title what">`,
    `<title id="title">${escaped(titleOf(title))}</title>`,
    `<desc id="what">${escaped(definition.Comment ?? '')}</desc>`,
    `<style>${style}</style>`,
    `<defs>${heads}</defs>`,
    `<rect class="page" width="${sizes.width}" height="${height}" rx="12"/>`,
    legendSvg(plan),
    endsSvg(picture, first),
    ...picture.lines.map(lineSvg),
    ...[...picture.boxes.values()].map(boxSvg),
    exits.svg,
    '</svg>',
    '',
  ].join('\n');
}

/** The same as Mermaid text. */
export function drawMermaid(workflow: Workflow): string {
  const definition = readDefinition(workflow.definition);
  return mermaid(definition, planOf(definition));
}

import {
  checkAssigned,
  checkCondition,
  checkCount,
  checkPath,
  operatorsIn,
} from '#local/table/expressions/check-parsed.ts';
import { parseCondition } from '#local/table/expressions/parse-condition.ts';
import { parseProjection } from '#local/table/expressions/parse-projection.ts';
import { parseUpdate } from '#local/table/expressions/parse-update.ts';
import type { ParsedAction, ParsedCondition, ParsedPath } from '#local/table/expressions/parsed.ts';
import { invalid } from '#local/table/table-error.ts';
import { remembered } from '#shared/remembered.ts';

const largestExpression = 4096;
const kept = { most: 1_000, longest: largestExpression };

/**
 * Expressions in what a text says by itself: a program has few of them and sends each a thousand times with other values.
 * @throws TableError without the name of the parameter in front of its message
 */
export const conditionIn: (text: string) => ParsedCondition = remembered(kept, (text) =>
  checkedCondition(sized(text, true)),
);

/** A condition on the key is the one kind of condition whose size is not told. */
export const keyConditionIn: (text: string) => ParsedCondition = remembered(kept, (text) =>
  checkedCondition(sized(text)),
);

function checkedCondition(text: string): ParsedCondition {
  const condition = parseCondition(text);
  checkCondition(condition);
  return condition;
}

export const updateIn: (text: string) => readonly ParsedAction[] = remembered(kept, (text) => {
  const sections = parseUpdate(sized(text));
  const seen = new Set<string>();
  for (const { name, actions } of sections) {
    actions.forEach(checkAction);
    if (seen.has(name)) throw invalid(`The "${name}" section can only be used once in an update expression;`);
    seen.add(name);
  }
  const actions = sections.flatMap((section) => section.actions);
  checkCount(actions.reduce((sum, action) => sum + (action.kind === 'set' ? operatorsIn(action.assigned) : 0), 0));
  return actions;
});

export const projectionIn: (text: string) => readonly ParsedPath[] = remembered(kept, (text) => {
  const paths = parseProjection(sized(text));
  paths.forEach(checkPath);
  return paths;
});

/** The size is told of conditions and filters only. */
function sized(text: string, tellsSize = false): string {
  const size = Buffer.byteLength(text);
  if (size > largestExpression) throw invalid(tellsSize ? `${tooLarge} expression size: ${size}` : tooLarge);
  if (text === '') throw invalid('The expression can not be empty;');
  return text;
}

const tooLarge = 'Expression size has exceeded the maximum allowed size;';

function checkAction(action: ParsedAction): void {
  checkPath(action.path);
  if (action.kind === 'set') checkAssigned(action.assigned);
}

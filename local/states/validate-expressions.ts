import jsonata from 'jsonata';
import type { Definition } from './definition.ts';
import { expressionIn } from './expression.ts';
import type { Problem } from './problem.ts';

/** Every expression must be JSONata, and one that Step Functions allows. */
export function expressionProblems(definition: Definition): Problem[] {
  return [...expressionsIn(definition, '')].flatMap(({ text, at }) => {
    const source = expressionIn(text);
    const message = source === undefined ? unclosed(text) : problemOf(source);
    return message === undefined ? [] : [{ code: 'INVALID_JSONATA_EXPRESSION', message, at }];
  });
}

/** The texts that begin as expressions do; with a space before it, AWS takes the text as it is. */
function* expressionsIn(value: unknown, at: string): Generator<{ text: string; at: string }> {
  if (typeof value === 'string') {
    if (value.startsWith('{%')) yield { text: value, at };
  } else if (typeof value === 'object' && value !== null)
    for (const [key, inner] of Object.entries(value)) yield* expressionsIn(inner, `${at}/${key}`);
}

const unclosed = (text: string): string =>
  `The text '${text}' begins with {% and does not end with %}, as an expression must, without a space after it`;

function problemOf(source: string): string | undefined {
  let root: jsonata.ExprNode;
  try {
    root = jsonata(source).ast();
  } catch (thrown) {
    const message = thrown instanceof Object && 'message' in thrown ? String(thrown.message) : String(thrown);
    return `The expression '${source}' cannot be parsed: ${message}`;
  }
  if (/\$eval\s*\(/.test(source)) return `The expression '${source}' uses $eval, which Step Functions does not have`;
  const first = root.steps?.[0] ?? root;
  if (first.type === 'name')
    return `The expression '${source}' begins with the bare name '${first.value}': begin with $states or a variable`;
  if (first.type === 'variable' && (first.value === '' || first.value === '$'))
    return `The expression '${source}' begins with $ or $$, which have no value here: begin with $states or a variable`;
  return undefined;
}

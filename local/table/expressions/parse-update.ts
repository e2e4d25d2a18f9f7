import { type Cursor, cursorOver } from '#local/table/expressions/cursor.ts';
import { parseBareOperand, parsePath } from '#local/table/expressions/parse-operand.ts';
import type { ParsedAction, ParsedOperand } from '#local/table/expressions/parsed.ts';

/** SET, REMOVE, ADD or DELETE, and what it says. */
export type ParsedSection = { readonly name: string; readonly actions: readonly ParsedAction[] };

const readers: Readonly<Record<string, (cursor: Cursor) => ParsedAction>> = {
  SET: parseSet,
  REMOVE: (cursor) => ({ kind: 'remove', path: parsePath(cursor) }),
  ADD: (cursor) => ({ kind: 'add', path: parsePath(cursor), reference: cursor.expectKind('valueReference').text }),
  DELETE: (cursor) => ({
    kind: 'delete',
    path: parsePath(cursor),
    reference: cursor.expectKind('valueReference').text,
  }),
};

/**
 * The sections in the order in which they stand, also when one stands twice.
 * @throws TableError without the name of the parameter in front of its message
 */
export function parseUpdate(text: string): readonly ParsedSection[] {
  const cursor = cursorOver(text);
  const sections: ParsedSection[] = [];
  do {
    const name = cursor.peek().text.toUpperCase();
    const read = cursor.peek().kind === 'keyword' ? readers[name] : undefined;
    if (read === undefined) throw cursor.unexpected();
    cursor.take();
    const actions: ParsedAction[] = [];
    do actions.push(read(cursor));
    while (cursor.accept(','));
    sections.push({ name, actions });
  } while (cursor.peek().kind !== 'end');
  return sections;
}

function parseSet(cursor: Cursor): ParsedAction {
  const path = parsePath(cursor);
  cursor.expect('=');
  return { kind: 'set', path, assigned: parseAssigned(cursor) };
}

/** An operand, or a sum of two; a sum may have parentheses around it, but is no operand of another one. */
function parseAssigned(cursor: Cursor): ParsedOperand {
  const first = cursor.isAt('(')
    ? cursor.inParentheses(() => parseAssigned(cursor))
    : parseBareOperand(cursor, parseOperand);
  if (isSum(first)) return first;
  const sign = ['+', '-'].find((candidate) => cursor.accept(candidate));
  return sign === undefined ? first : { kind: 'call', name: sign, operands: [first, parseOperand(cursor)] };
}

const isSum = (operand: ParsedOperand): boolean =>
  operand.kind === 'call' && (operand.name === '+' || operand.name === '-');

function parseOperand(cursor: Cursor): ParsedOperand {
  if (cursor.isAt('(')) return cursor.inParentheses(() => parseOperand(cursor));
  return parseBareOperand(cursor, parseOperand);
}

import type { Cursor } from '#local/table/expressions/cursor.ts';
import type { ParsedCall, ParsedOperand, ParsedPath } from '#local/table/expressions/parsed.ts';
import { invalid } from '#local/table/table-error.ts';

const largestIndex = 2_147_483_647;

/** `a`, `#a`, `a.b[0].#c`. */
export function parsePath(cursor: Cursor): ParsedPath {
  const path: (string | number)[] = [parseName(cursor)];
  for (;;) {
    if (cursor.accept('.')) {
      path.push(parseName(cursor));
    } else if (cursor.accept('[')) {
      path.push(parseIndex(cursor));
      cursor.expect(']');
    } else return path;
  }
}

/** A path, a reference to a value or a call of a function; without parentheses around it. */
export function parseBareOperand(cursor: Cursor, parseInner: (cursor: Cursor) => ParsedOperand): ParsedOperand {
  if (cursor.peek().kind === 'valueReference') return { kind: 'reference', name: cursor.take().text };
  if (cursor.peek().kind === 'name' && cursor.isAt('(', 1)) return parseCall(cursor, parseInner);
  return { kind: 'path', path: parsePath(cursor) };
}

function parseCall(cursor: Cursor, parseInner: (cursor: Cursor) => ParsedOperand): ParsedCall {
  const name = cursor.take().text;
  cursor.expect('(');
  return { kind: 'call', name, operands: parseOperands(cursor, parseInner) };
}

/** One or more, with commas between, up to and with the closing parenthesis. */
export function parseOperands(
  cursor: Cursor,
  parseOne: (cursor: Cursor) => ParsedOperand,
): [ParsedOperand, ...ParsedOperand[]] {
  const operands: [ParsedOperand, ...ParsedOperand[]] = [parseOne(cursor)];
  while (cursor.accept(',')) operands.push(parseOne(cursor));
  cursor.expect(')');
  return operands;
}

function parseName(cursor: Cursor): string {
  const { kind } = cursor.peek();
  if (kind !== 'name' && kind !== 'nameReference') throw cursor.unexpected();
  return cursor.take().text;
}

function parseIndex(cursor: Cursor): number {
  const { text } = cursor.expectKind('index');
  if (Number(text) > largestIndex) {
    throw invalid(`List index is not within the allowable range; index: [${text}]`);
  }
  return Number(text);
}

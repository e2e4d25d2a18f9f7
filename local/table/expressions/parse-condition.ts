import type { Comparator } from '#local/table/expressions/ast.ts';
import { type Cursor, cursorOver } from '#local/table/expressions/cursor.ts';
import { parseBareOperand, parseOperands } from '#local/table/expressions/parse-operand.ts';
import type { ParsedCondition, ParsedOperand } from '#local/table/expressions/parsed.ts';

const comparators: readonly Comparator[] = ['=', '<>', '<', '<=', '>', '>='];

/** What a parenthesis holds is known only behind it: `(a) = :b` or `(a = :b)`. */
type Parsed =
  | { readonly is: 'operand'; readonly operand: ParsedOperand }
  | { readonly is: 'condition'; readonly condition: ParsedCondition };

/**
 * Reads a condition, filter or key condition: NOT binds closer than AND, AND closer than OR.
 * @throws TableError without the name of the parameter in front of its message
 */
export function parseCondition(text: string): ParsedCondition {
  const cursor = cursorOver(text);
  const condition = asCondition(parseOr(cursor), cursor);
  cursor.expectKind('end');
  return condition;
}

const parseOr = (cursor: Cursor): Parsed => parseChain(cursor, 'or', parseAnd);

const parseAnd = (cursor: Cursor): Parsed => parseChain(cursor, 'and', parseNot);

function parseChain(cursor: Cursor, kind: 'and' | 'or', parseOne: (cursor: Cursor) => Parsed): Parsed {
  const word = kind === 'and' ? 'AND' : 'OR';
  const first = parseOne(cursor);
  if (!cursor.isAt(word)) return first;
  const parts = [asCondition(first, cursor)];
  while (cursor.accept(word)) parts.push(asCondition(parseOne(cursor), cursor));
  return stated({ kind, parts });
}

/** A row of them is taken in turns, however long it is. */
function parseNot(cursor: Cursor): Parsed {
  let negations = 0;
  while (cursor.accept('NOT')) negations += 1;
  let parsed = parseStatement(cursor);
  for (; negations > 0; negations -= 1) parsed = stated({ kind: 'not', part: asCondition(parsed, cursor) });
  return parsed;
}

/** An operand alone is no statement, unless it is a call or stands in parentheses that are still open. */
function parseStatement(cursor: Cursor): Parsed {
  const first: Parsed = cursor.isAt('(')
    ? cursor.inParentheses(() => parseOr(cursor))
    : { is: 'operand', operand: parseOperand(cursor) };
  if (first.is === 'condition') return first;
  const { operand } = first;
  const comparator = comparators.find((sign) => cursor.accept(sign));
  if (comparator) return stated({ kind: 'compare', comparator, operands: [operand, parseOperand(cursor)] });
  if (cursor.accept('BETWEEN')) {
    const low = parseOperand(cursor);
    cursor.expect('AND');
    return stated({ kind: 'between', operands: [operand, low, parseOperand(cursor)] });
  }
  if (!cursor.accept('IN')) return first;
  cursor.expect('(');
  return stated({ kind: 'in', operands: [operand, ...parseOperands(cursor, parseOperand)] });
}

function parseOperand(cursor: Cursor): ParsedOperand {
  if (cursor.isAt('(')) return cursor.inParentheses(() => parseOperand(cursor));
  return parseBareOperand(cursor, parseOperand);
}

const stated = (condition: ParsedCondition): Parsed => ({ is: 'condition', condition });

function asCondition(parsed: Parsed, cursor: Cursor): ParsedCondition {
  if (parsed.is === 'condition') return parsed.condition;
  if (parsed.operand.kind === 'call') return parsed.operand;
  throw cursor.unexpected();
}

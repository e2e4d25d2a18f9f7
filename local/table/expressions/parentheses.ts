import type { Token } from '#local/table/expressions/lexer.ts';
import { invalid, type TableError } from '#local/table/table-error.ts';

export const redundantParentheses = (): TableError => invalid('The expression has redundant parentheses;');

/**
 * The place of the first token that keeps the parentheses of an expression from being pairs; undefined when they are.
 * Takes any depth, which reading what stands in them does not.
 * @throws TableError when there is a pair around a pair
 */
export function whereUnpaired(tokens: readonly Token[]): number | undefined {
  const open: number[] = [];
  let closed = { from: -1, to: -1 };
  for (const [at, { text }] of tokens.entries()) {
    if (text === '(') open.push(at);
    if (text !== ')') continue;
    const from = open.pop();
    if (from === undefined) return at;
    const isAroundPair = closed.from === from + 1 && closed.to === at - 1;
    if (isAroundPair && !listsOperands(tokens[from - 1])) throw redundantParentheses();
    closed = { from, to: at };
  }
  return open.length === 0 ? undefined : tokens.length - 1;
}

/** Whether what follows in parentheses are the operands of a function or the candidates of IN. */
const listsOperands = (before: Token | undefined): boolean =>
  before?.kind === 'name' || before?.text.toUpperCase() === 'IN';

import { tooManyOperators } from '#local/table/expressions/check-parsed.ts';
import { type Token, tokensOf } from '#local/table/expressions/lexer.ts';
import { redundantParentheses, whereUnpaired } from '#local/table/expressions/parentheses.ts';
import { invalid, type TableError } from '#local/table/table-error.ts';

/** Reads the tokens of an expression one by one. */
export type Cursor = {
  readonly peek: (ahead?: number) => Token;
  readonly take: () => Token;
  /** Whether a sign or a keyword (in capitals) comes next. */
  readonly isAt: (word: string, ahead?: number) => boolean;
  /** Takes it when it comes next. */
  readonly accept: (word: string) => boolean;
  /** @throws TableError when something else comes next. */
  readonly expect: (word: string) => void;
  readonly expectKind: (kind: Token['kind']) => Token;
  /**
   * What stands in a pair of parentheses.
   * @throws TableError also when there is a pair around a pair
   */
  readonly inParentheses: <T>(parse: () => T) => T;
  /** What the service says of the token that comes next when it has no place there. */
  readonly unexpected: () => TableError;
};

/** Deeper, there is something wrong with the parentheses, or they hold more operators than an expression may have. */
const mostDepth = 310;

export function cursorOver(text: string): Cursor {
  const tokens = tokensOf(text);
  const last: Token = { kind: 'end', text: '<EOF>', start: text.length, end: text.length };
  let position = 0;
  const peek = (ahead = 0): Token => tokens[position + ahead] ?? last;
  const take = (): Token => {
    const token = peek();
    position += 1;
    return token;
  };
  const isAt = (word: string, ahead = 0): boolean => {
    const token = peek(ahead);
    return token.kind === 'sign' ? token.text === word : token.kind === 'keyword' && token.text.toUpperCase() === word;
  };
  const accept = (word: string): boolean => {
    if (!isAt(word)) return false;
    position += 1;
    return true;
  };
  const unexpected = (): TableError => {
    const near = text.slice(tokens[position - 1]?.start ?? 0, peek(1).end);
    return invalid(`Syntax error; token: "${peek().text}", near: "${near}"`);
  };
  const expect = (word: string): void => {
    if (!accept(word)) throw unexpected();
  };
  const expectKind = (kind: Token['kind']): Token => {
    if (peek().kind !== kind) throw unexpected();
    return take();
  };
  const tooDeep = (): TableError => {
    const unpaired = whereUnpaired(tokens);
    if (unpaired === undefined) return tooManyOperators();
    position = unpaired;
    return unexpected();
  };
  let depth = 0;
  let closed = { from: -1, to: -1 };
  const inParentheses = <T>(parse: () => T): T => {
    const from = position;
    expect('(');
    depth += 1;
    if (depth > mostDepth) throw tooDeep();
    const inner = parse();
    const to = position;
    expect(')');
    depth -= 1;
    if (closed.from === from + 1 && closed.to === to - 1) throw redundantParentheses();
    closed = { from, to };
    return inner;
  };
  return { peek, take, isAt, accept, expect, expectKind, inParentheses, unexpected };
}

import type { Comparator } from '#local/table/expressions/ast.ts';

/** Names as written, references with their `#`, positions in lists. */
export type ParsedPath = readonly (string | number)[];

export type ParsedOperand =
  | { readonly kind: 'path'; readonly path: ParsedPath }
  | { readonly kind: 'reference'; readonly name: string }
  | ParsedCall;

export type ParsedCall = { readonly kind: 'call'; readonly name: string; readonly operands: readonly ParsedOperand[] };

/** A condition as it is written, before names and values are known; it is the same for every request with its text. */
export type ParsedCondition =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly ParsedCondition[] }
  | { readonly kind: 'not'; readonly part: ParsedCondition }
  | {
      readonly kind: 'compare';
      readonly comparator: Comparator;
      readonly operands: readonly [ParsedOperand, ParsedOperand];
    }
  | { readonly kind: 'between'; readonly operands: readonly [ParsedOperand, ParsedOperand, ParsedOperand] }
  | { readonly kind: 'in'; readonly operands: readonly [ParsedOperand, ...ParsedOperand[]] }
  | ParsedCall;

/** `+` and `-` are calls of two operands by that name. */
export type ParsedAction =
  | { readonly kind: 'set'; readonly path: ParsedPath; readonly assigned: ParsedOperand }
  | { readonly kind: 'remove'; readonly path: ParsedPath }
  | { readonly kind: 'add' | 'delete'; readonly path: ParsedPath; readonly reference: string };

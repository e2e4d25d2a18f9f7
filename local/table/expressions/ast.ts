import type { AttributeType, AttributeValue } from '#local/table/values/attribute-value.ts';

/** Where a value stands in an item: an attribute's name, then names in maps and positions in lists. */
export type Path = readonly (string | number)[];

export type Comparator = '=' | '<>' | '<' | '<=' | '>' | '>=';

export type Operand =
  | { readonly kind: 'path'; readonly path: Path }
  | { readonly kind: 'value'; readonly value: AttributeValue }
  | { readonly kind: 'size'; readonly of: Operand };

/** What an item must be like: names and values are filled in, everything that can be checked without an item is checked. */
export type Condition =
  | { readonly kind: 'and' | 'or'; readonly parts: readonly Condition[] }
  | { readonly kind: 'not'; readonly part: Condition }
  | { readonly kind: 'compare'; readonly comparator: Comparator; readonly left: Operand; readonly right: Operand }
  | { readonly kind: 'between'; readonly operand: Operand; readonly low: Operand; readonly high: Operand }
  | { readonly kind: 'in'; readonly operand: Operand; readonly candidates: readonly Operand[] }
  | { readonly kind: 'exists' | 'missing'; readonly path: Path }
  | { readonly kind: 'type'; readonly operand: Operand; readonly type: AttributeType }
  | { readonly kind: 'begins'; readonly operand: Operand; readonly prefix: Operand }
  | { readonly kind: 'contains'; readonly operand: Operand; readonly sought: Operand };

/** What a SET assigns. */
export type Assigned =
  | { readonly kind: 'path'; readonly path: Path }
  | { readonly kind: 'value'; readonly value: AttributeValue }
  | { readonly kind: 'otherwise'; readonly path: Path; readonly otherwise: Assigned }
  | { readonly kind: 'append' | 'plus' | 'minus'; readonly left: Assigned; readonly right: Assigned };

export type UpdateAction =
  | { readonly kind: 'set'; readonly path: Path; readonly assigned: Assigned }
  | { readonly kind: 'remove'; readonly path: Path }
  | { readonly kind: 'add' | 'delete'; readonly path: Path; readonly value: AttributeValue };

export type Update = {
  /** The service says differently of the two forms what is wrong with an item. */
  readonly form: 'expression' | 'parameters';
  readonly actions: readonly UpdateAction[];
};

/** One statement on one key attribute. */
export type KeyTerm = {
  readonly name: string;
  /** `other` is an operator of the older form that no index can answer. */
  readonly operator: Exclude<Comparator, '<>'> | 'between' | 'begins' | 'other';
  /** Two for between, any number for others, one for the rest. */
  readonly values: readonly AttributeValue[];
};

/** Terms on different attributes; how many and on which ones, is the schema's business. */
export type KeyCondition = {
  readonly form: 'expression' | 'parameters';
  readonly terms: readonly KeyTerm[];
};

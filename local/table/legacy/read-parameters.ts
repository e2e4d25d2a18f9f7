import type { Condition, KeyCondition, KeyTerm, Path, Update } from '#local/table/expressions/ast.ts';
import { wrongCount } from '#local/table/expressions/key-bounds.ts';
import type { Comparison, ExpressionParameters, LegacyCondition } from '#local/table/expressions/parameters.ts';
import { firstRepeated } from '#local/table/first-repeated.ts';
import { checkedCondition, conditionOn, wrongParameter } from '#local/table/legacy/conditions.ts';
import { expectation } from '#local/table/legacy/expected.ts';
import { updateAction } from '#local/table/legacy/updates.ts';
import { invalid } from '#local/table/table-error.ts';

type Read = {
  readonly condition?: Condition | undefined;
  readonly filter?: Condition | undefined;
  readonly projection?: readonly Path[] | undefined;
  readonly update?: Update | undefined;
};

/**
 * What a request says in the form that was there before expressions.
 * @throws TableError ValidationException
 */
export function readParameters(given: ExpressionParameters): Read {
  const { AttributeUpdates, Expected, ConditionalOperator, AttributesToGet } = given;
  const filters = given.QueryFilter ?? given.ScanFilter;
  // A scan looks at the names that it is asked for before its filter, a query behind it.
  const early = given.ScanFilter && AttributesToGet && namedOnce(AttributesToGet);
  const update = AttributeUpdates && {
    form: 'parameters' as const,
    actions: entriesOf(AttributeUpdates).map(([name, each]) => updateAction(name, each)),
  };
  const condition = joined(ConditionalOperator, mapped(Expected, expectation));
  const filter = joined(
    ConditionalOperator,
    mapped(filters, (name, each) => conditionOn(name, checkedCondition(each))),
  );
  checkOperator(ConditionalOperator, Expected ?? filters);
  return { update, condition, filter, projection: early ?? (AttributesToGet && namedOnce(AttributesToGet)) };
}

const keyOperators: Partial<Record<Comparison, KeyTerm['operator']>> = {
  EQ: '=',
  LT: '<',
  LE: '<=',
  GT: '>',
  GE: '>=',
  BETWEEN: 'between',
  BEGINS_WITH: 'begins',
};

/** @throws TableError ValidationException */
export function readKeyConditions(conditions: Readonly<Record<string, LegacyCondition>>): KeyCondition {
  const terms = Object.entries(conditions).map(([name, condition]) => {
    const { operator, values } = checkedCondition(condition);
    return { name, operator: keyOperators[operator] ?? ('other' as const), values };
  });
  if (terms.length === 0) throw wrongCount();
  return { form: 'parameters', terms };
}

function mapped<T>(
  entries: Readonly<Record<string, T>> | undefined,
  read: (name: string, entry: T) => Condition,
): Condition[] {
  return entriesOf(entries ?? {}).map(([name, entry]) => read(name, entry));
}

function entriesOf<T>(entries: Readonly<Record<string, T>>): [string, T][] {
  refuseEmptyName(Object.keys(entries));
  return Object.entries(entries);
}

function refuseEmptyName(names: readonly string[]): void {
  if (names.includes('')) throw invalid('Empty attribute name');
}

function joined(operator: 'AND' | 'OR' | undefined, parts: readonly Condition[]): Condition | undefined {
  if (parts.length < 2) return parts[0];
  return { kind: operator === 'OR' ? 'or' : 'and', parts };
}

function checkOperator(operator: 'AND' | 'OR' | undefined, conditions: object | undefined): void {
  if (operator === undefined) return;
  const count = Object.keys(conditions ?? {}).length;
  if (count === 0) throw invalid('ConditionalOperator cannot be used without Filter or Expected');
  if (count === 1)
    throw invalid('ConditionalOperator can only be used when Filter or Expected has two or more elements');
}

function namedOnce(names: readonly string[]): Path[] {
  refuseEmptyName(names);
  const repeated = firstRepeated(names);
  if (repeated !== undefined) throw wrongParameter(`Duplicate value in attribute name: ${repeated}`);
  return names.map((name) => [name]);
}

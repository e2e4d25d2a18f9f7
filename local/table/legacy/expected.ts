import type { Condition } from '#local/table/expressions/ast.ts';
import type { LegacyExpectation } from '#local/table/expressions/parameters.ts';
import { checkedCondition, conditionOn, wrongParameter } from '#local/table/legacy/conditions.ts';
import { checkValue } from '#local/table/values/check-value.ts';

/**
 * An entry of Expected: an operator with its values, or a value that the attribute must have, or that it must not exist.
 * @throws TableError ValidationException
 */
export function expectation(name: string, expected: LegacyExpectation): Condition {
  const { AttributeValueList, ComparisonOperator, Exists, Value } = expected;
  if (AttributeValueList && Value) {
    throw wrongParameter(`Value and AttributeValueList cannot be used together for Attribute: ${name}`);
  }
  if (ComparisonOperator === undefined) {
    if (AttributeValueList) {
      throw wrongParameter(`AttributeValueList can only be used with a ComparisonOperator for Attribute: ${name}`);
    }
    return sameOrMissing(name, expected);
  }
  if (Exists !== undefined) {
    throw wrongParameter(`Exists and ComparisonOperator cannot be used together for Attribute: ${name}`);
  }
  const list = AttributeValueList ?? (Value && [Value]);
  if (list === undefined && ComparisonOperator !== 'NULL' && ComparisonOperator !== 'NOT_NULL') {
    throw wrongParameter(
      `Value or AttributeValueList must be used with ComparisonOperator: ${ComparisonOperator} for Attribute: ${name}`,
    );
  }
  return conditionOn(name, checkedCondition({ ComparisonOperator, AttributeValueList: list }));
}

function sameOrMissing(name: string, { Exists, Value }: LegacyExpectation): Condition {
  if (Exists === false) {
    if (Value) throw wrongParameter(`Value cannot be used when Exists is false for Attribute: ${name}`);
    return { kind: 'missing', path: [name] };
  }
  if (Value === undefined) {
    throw wrongParameter(`Value must be provided when Exists is ${Exists ?? 'null'} for Attribute: ${name}`);
  }
  const value = checkValue(Value);
  return {
    kind: 'compare',
    comparator: '=',
    left: { kind: 'path', path: [name] },
    right: { kind: 'value', value },
  };
}

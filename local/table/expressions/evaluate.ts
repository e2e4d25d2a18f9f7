import type { Comparator, Condition, Operand } from '#local/table/expressions/ast.ts';
import { resolve } from '#local/table/expressions/resolve.ts';
import { type AttributeValue, emptyItem, type Item, typeOf } from '#local/table/values/attribute-value.ts';
import { areEqual, compareValues } from '#local/table/values/compare.ts';

const nothing: Item = emptyItem();

/**
 * Whether an item is as the condition says. What is not there is like nothing and unlike everything; values of two types are
 * never in an order.
 * @param item undefined when there is no item
 */
export function holds(condition: Condition, item: Item = nothing): boolean {
  switch (condition.kind) {
    case 'and':
      return condition.parts.every((part) => holds(part, item));
    case 'or':
      return condition.parts.some((part) => holds(part, item));
    case 'not':
      return !holds(condition.part, item);
    case 'exists':
      return resolve(condition.path, item) !== undefined;
    case 'missing':
      return resolve(condition.path, item) === undefined;
    default:
      return holdsOf(condition, item);
  }
}

type Statement = Exclude<Condition, { kind: 'and' | 'or' | 'not' | 'exists' | 'missing' }>;

function holdsOf(statement: Statement, item: Item): boolean {
  if (statement.kind === 'compare') {
    return compares(statement.comparator, operandIn(statement.left, item), operandIn(statement.right, item));
  }
  const value = operandIn(statement.operand, item);
  if (value === undefined) return false;
  switch (statement.kind) {
    case 'between':
      return (
        compares('>=', value, operandIn(statement.low, item)) && compares('<=', value, operandIn(statement.high, item))
      );
    case 'in':
      return statement.candidates.some((candidate) => compares('=', value, operandIn(candidate, item)));
    case 'type':
      return typeOf(value) === statement.type;
    case 'begins':
      return beginsWith(value, operandIn(statement.prefix, item));
    case 'contains':
      return contains(value, operandIn(statement.sought, item));
    default:
      return statement satisfies never;
  }
}

function operandIn(operand: Operand, item: Item): AttributeValue | undefined {
  switch (operand.kind) {
    case 'path':
      return resolve(operand.path, item);
    case 'value':
      return operand.value;
    case 'size': {
      const measured = operandIn(operand.of, item);
      const size = measured && sizeOf(measured);
      return size === undefined ? undefined : { N: String(size) };
    }
    default:
      return operand satisfies never;
  }
}

function compares(
  comparator: Comparator,
  left: AttributeValue | undefined,
  right: AttributeValue | undefined,
): boolean {
  if (comparator === '<>') return !(left && right && areEqual(left, right));
  if (left === undefined || right === undefined) return false;
  if (comparator === '=') return areEqual(left, right);
  const order = compareValues(left, right);
  if (order === undefined) return false;
  if (comparator === '<') return order < 0;
  if (comparator === '<=') return order <= 0;
  return comparator === '>' ? order > 0 : order >= 0;
}

function sizeOf(value: AttributeValue): number | undefined {
  if ('S' in value) return value.S.length;
  if ('B' in value) return Buffer.byteLength(value.B, 'base64');
  if ('SS' in value) return value.SS.length;
  if ('NS' in value) return value.NS.length;
  if ('BS' in value) return value.BS.length;
  if ('L' in value) return value.L.length;
  return 'M' in value ? Object.keys(value.M).length : undefined;
}

function beginsWith(value: AttributeValue, prefix: AttributeValue | undefined): boolean {
  if (prefix === undefined) return false;
  if ('S' in value && 'S' in prefix) return value.S.startsWith(prefix.S);
  if (!('B' in value && 'B' in prefix)) return false;
  const begin = Buffer.from(prefix.B, 'base64');
  return Buffer.from(value.B, 'base64').subarray(0, begin.length).equals(begin);
}

/** A part of a string or binary, a member of a set or an element of a list. */
function contains(value: AttributeValue, sought: AttributeValue | undefined): boolean {
  if (sought === undefined) return false;
  if ('L' in value) return value.L.some((element) => areEqual(element, sought));
  if ('S' in sought) {
    if ('S' in value) return value.S.includes(sought.S);
    return 'SS' in value && value.SS.includes(sought.S);
  }
  if ('N' in sought) return 'NS' in value && value.NS.includes(sought.N);
  if (!('B' in sought)) return false;
  if ('B' in value) return Buffer.from(value.B, 'base64').includes(Buffer.from(sought.B, 'base64'));
  return 'BS' in value && value.BS.includes(sought.B);
}

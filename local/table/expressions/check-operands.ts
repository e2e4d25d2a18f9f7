import type { Assigned, Operand, Path } from '#local/table/expressions/ast.ts';
import { pathText } from '#local/table/expressions/path-text.ts';
import { invalid, type TableError } from '#local/table/table-error.ts';
import { type AttributeType, type AttributeValue, typeOf } from '#local/table/values/attribute-value.ts';
import { compareValues } from '#local/table/values/compare.ts';

const attributeTypes: readonly AttributeType[] = ['B', 'NULL', 'SS', 'BOOL', 'L', 'BS', 'N', 'NS', 'S', 'M'];

/** @throws TableError when the first operand is the same path as another */
export function checkDistinct(
  operator: string,
  first: Operand | Assigned,
  others: readonly (Operand | Assigned)[],
): void {
  if (first.kind !== 'path') return;
  if (others.some((other) => other.kind === 'path' && isSamePath(first.path, other.path))) {
    throw invalid(
      `The first operand must be distinct from the remaining operands for this operator or function; operator: ${operator}, first operand: ${pathText(first.path)}`,
    );
  }
}

function isSamePath(one: Path, other: Path): boolean {
  return one.length === other.length && one.every((step, index) => step === other[index]);
}

export function checkOperandCount<T>(name: string, operands: readonly T[], wanted: 1): readonly [T];
export function checkOperandCount<T>(name: string, operands: readonly T[], wanted: 2): readonly [T, T];
export function checkOperandCount<T>(name: string, operands: readonly T[], wanted: number): readonly T[] {
  if (operands.length === wanted) return operands;
  throw invalid(
    `Incorrect number of operands for operator or function; operator or function: ${name}, number of operands: ${operands.length}`,
  );
}

/** @throws TableError when an operand has a type that is known before any item is and has no order */
export function checkOrdered(operator: string, operands: readonly Operand[]): void {
  checkTypes(operator, operands, ['S', 'N', 'B']);
}

/** @throws TableError when an operand has a type that is known before any item is and is none of these */
export function checkTypes(operator: string, operands: readonly Operand[], allowed: readonly AttributeType[]): void {
  for (const operand of operands) {
    const type = knownType(operand);
    if (type !== undefined && !allowed.includes(type)) throw wrongType(operator, type);
  }
}

export function checkMeasurable(name: string, operand: Operand): void {
  checkTypes(name, [operand], ['S', 'B', 'SS', 'NS', 'BS', 'L', 'M']);
}

/** @throws TableError when both bounds are given and are of two types or the wrong way round */
export function checkBounds(low: Operand, high: Operand): void {
  if (low.kind !== 'value' || high.kind !== 'value') return;
  const bounds = `lower bound operand: AttributeValue: ${valueText(low.value)}, upper bound operand: AttributeValue: ${valueText(high.value)}`;
  const order = compareValues(low.value, high.value);
  if (order === undefined) {
    throw invalid(`The BETWEEN operator requires same data type for lower and upper bounds; ${bounds}`);
  }
  if (order > 0) {
    throw invalid(`The BETWEEN operator requires upper bound to be greater than or equal to lower bound; ${bounds}`);
  }
}

/** @throws TableError when the operand is no path */
export function pathOf(name: string, operand: Operand | Assigned): Path {
  if (operand.kind === 'path') return operand.path;
  throw invalid(`Operator or function requires a document path; operator or function: ${name}`);
}

/** @throws TableError when the operand is not the name of a type */
export function typeNamed(name: string, operand: Operand): AttributeType {
  const known = knownType(operand);
  if (operand.kind !== 'value' || !('S' in operand.value)) {
    throw wrongType(name, known ?? '{NS,SS,L,BS,N,M,B,BOOL,NULL,S}');
  }
  const wanted = operand.value.S;
  const type = attributeTypes.find((candidate) => candidate === wanted);
  if (type === undefined) {
    throw invalid(`Invalid attribute type name found; type: ${wanted}, valid types: {${attributeTypes.join(',')}}`);
  }
  return type;
}

export function wrongType(name: string, type: string): TableError {
  return invalid(
    `Incorrect operand type for operator or function; operator or function: ${name}, operand type: ${type}`,
  );
}

function knownType(operand: Operand): AttributeType | undefined {
  if (operand.kind === 'path') return undefined;
  return operand.kind === 'size' ? 'N' : typeOf(operand.value);
}

function valueText(value: AttributeValue): string {
  const [[type, content] = []] = Object.entries(value);
  return `{${type}:${content}}`;
}

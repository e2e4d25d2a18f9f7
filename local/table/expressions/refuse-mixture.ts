import type { ExpressionParameters } from '#local/table/expressions/parameters.ts';
import { invalid } from '#local/table/table-error.ts';

type Write = 'PutItem' | 'DeleteItem' | 'UpdateItem';

/** The operations that take expressions. The parts of a transaction go by the names that they have in it. */
export type ExpressionOperation = 'GetItem' | 'Query' | 'Scan' | Write | 'Put' | 'Delete' | 'Update' | 'ConditionCheck';

type Parameter = keyof ExpressionParameters;

/** Each in the order in which the service names them. */
type Parameters = { readonly expressions: readonly Parameter[]; readonly others: readonly Parameter[] };

const conditional: Parameters = { expressions: ['ConditionExpression'], others: ['Expected', 'ConditionalOperator'] };
const updating: Parameters = {
  expressions: ['UpdateExpression', 'ConditionExpression'],
  others: ['AttributeUpdates', 'Expected', 'ConditionalOperator'],
};

const parameters: Readonly<Record<ExpressionOperation, Parameters>> = {
  GetItem: { expressions: ['ProjectionExpression'], others: ['AttributesToGet'] },
  PutItem: conditional,
  DeleteItem: conditional,
  UpdateItem: updating,
  Put: conditional,
  Delete: conditional,
  ConditionCheck: conditional,
  Update: updating,
  Query: {
    expressions: ['ProjectionExpression', 'FilterExpression', 'KeyConditionExpression'],
    others: ['AttributesToGet', 'QueryFilter', 'ConditionalOperator', 'KeyConditions'],
  },
  Scan: {
    expressions: ['ProjectionExpression', 'FilterExpression'],
    others: ['AttributesToGet', 'ScanFilter', 'ConditionalOperator'],
  },
};

/**
 * A request says what it says in one form: with expressions or with the older parameters. The first thing that an operation
 * looks at.
 * @throws TableError ValidationException
 */
export function refuseMixture(operation: ExpressionOperation, given: ExpressionParameters): void {
  const { expressions, others } = parameters[operation];
  const used = expressions.filter((name) => given[name] !== undefined);
  const old = others.filter((name) => given[name] !== undefined && !isAllowed(name, given));
  if (used.length > 0 && old.length > 0) {
    throw invalid(
      `Can not use both expression and non-expression parameters in the same request: Non-expression parameters: {${old.join(', ')}} Expression parameters: {${used.join(', ')}}`,
    );
  }
  if (given.ExpressionAttributeNames !== undefined && used.length === 0) {
    throw invalid('ExpressionAttributeNames can only be specified when using expressions');
  }
  const withValues = expressions.filter((name) => name !== 'ProjectionExpression');
  if (given.ExpressionAttributeValues !== undefined && !withValues.some((name) => given[name] !== undefined)) {
    const verb = withValues.length > 1 ? 'are' : 'is';
    throw invalid(
      `ExpressionAttributeValues can only be specified when using expressions: ${withValues.join(' and ')} ${verb} null`,
    );
  }
}

/** Key conditions of the older form go with a filter and a projection of the newer one. */
function isAllowed(name: Parameter, given: ExpressionParameters): boolean {
  return name === 'KeyConditions' && given.KeyConditionExpression === undefined;
}

/** A write by itself, which tells its errors in a form of its own. */
export const isWrite = (operation: ExpressionOperation): operation is Write =>
  operation === 'PutItem' || operation === 'DeleteItem' || operation === 'UpdateItem';

/** A part of a transaction that writes. */
export const isPart = (operation: ExpressionOperation): boolean =>
  operation === 'Put' || operation === 'Delete' || operation === 'Update' || operation === 'ConditionCheck';

import type { ExpressionParameters } from '#local/table/expressions/parameters.ts';
import { invalid } from '#local/table/table-error.ts';

/** The operations that take expressions; those in a batch or a transaction are told like the ones by themselves. */
export type ExpressionOperation = 'GetItem' | 'PutItem' | 'DeleteItem' | 'UpdateItem' | 'Query' | 'Scan';

type Parameter = keyof ExpressionParameters;

/** Each in the order in which the service names them. */
const parameters: Record<ExpressionOperation, { readonly expressions: Parameter[]; readonly others: Parameter[] }> = {
  GetItem: { expressions: ['ProjectionExpression'], others: ['AttributesToGet'] },
  PutItem: { expressions: ['ConditionExpression'], others: ['Expected', 'ConditionalOperator'] },
  DeleteItem: { expressions: ['ConditionExpression'], others: ['Expected', 'ConditionalOperator'] },
  UpdateItem: {
    expressions: ['UpdateExpression', 'ConditionExpression'],
    others: ['AttributeUpdates', 'Expected', 'ConditionalOperator'],
  },
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

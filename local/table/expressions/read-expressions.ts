import type { Condition, KeyCondition, Path, Update } from '#local/table/expressions/ast.ts';
import { bindCondition } from '#local/table/expressions/bind-condition.ts';
import { bindUpdate } from '#local/table/expressions/bind-update.ts';
import { bindings } from '#local/table/expressions/bindings.ts';
import { enveloped } from '#local/table/expressions/enveloped.ts';
import { keyConditionOf } from '#local/table/expressions/key-condition.ts';
import { separatePaths } from '#local/table/expressions/overlaps.ts';
import type { ExpressionParameters } from '#local/table/expressions/parameters.ts';
import { conditionIn, keyConditionIn, projectionIn, updateIn } from '#local/table/expressions/parse.ts';
import { readNames, readValues } from '#local/table/expressions/placeholders.ts';
import { refuseLargeSubstitutes } from '#local/table/expressions/refuse-large-substitutes.ts';
import { type ExpressionOperation, isPart, isWrite, refuseMixture } from '#local/table/expressions/refuse-mixture.ts';
import { readKeyConditions, readParameters } from '#local/table/legacy/read-parameters.ts';
import { invalid, TableError } from '#local/table/table-error.ts';
import { checkDeepValue, checkValue } from '#local/table/values/check-value.ts';

/** What a request says, in either of its forms, ready to be held against items. */
export type Expressions = {
  readonly condition?: Condition | undefined;
  readonly filter?: Condition | undefined;
  readonly keyCondition?: KeyCondition | undefined;
  readonly projection?: readonly Path[] | undefined;
  readonly update?: Update | undefined;
};

type Own<T> = { readonly own: T };

/**
 * @param checkOwn what the operation looks at by itself: the values of an item or a key, which come before the older
 * parameters, or a start key and segments, which come behind them; in both cases before the expressions
 * @throws TableError ValidationException for the first thing that the service would find
 */
export function readExpressions(operation: ExpressionOperation, given: ExpressionParameters): Expressions;
export function readExpressions<T>(
  operation: ExpressionOperation,
  given: ExpressionParameters,
  checkOwn: () => T,
): Expressions & Own<T>;
export function readExpressions<T>(
  operation: ExpressionOperation,
  given: ExpressionParameters,
  checkOwn?: () => T,
): Expressions & Partial<Own<T>> {
  const read = () => readAll(operation, given, checkOwn);
  return isWrite(operation) ? enveloped(read) : read();
}

function readAll<T>(operation: ExpressionOperation, given: ExpressionParameters, checkOwn?: () => T) {
  refuseMixture(operation, given);
  const isRange = operation === 'Query' || operation === 'Scan';
  const early = isRange ? undefined : checkOwn?.();
  const old = readParameters(given);
  const own = isRange ? checkOwn?.() : early;
  if (operation === 'Query' && given.KeyConditions === undefined && given.KeyConditionExpression === undefined) {
    throw invalid('Either the KeyConditions or KeyConditionExpression parameter must be specified in the request.');
  }
  const read = readBound(given, isPart(operation) ? checkDeepValue : checkValue);
  return {
    condition: read.condition ?? old.condition,
    filter: read.filter ?? old.filter,
    projection: read.projection ?? old.projection,
    update: read.update ?? old.update,
    keyCondition: read.keyCondition ?? (given.KeyConditions && readKeyConditions(given.KeyConditions)),
    ...(own !== undefined && { own }),
  };
}

function readBound(given: ExpressionParameters, check: typeof checkValue): Expressions {
  const names = readNames(given.ExpressionAttributeNames);
  const values = readValues(given.ExpressionAttributeValues, check);
  refuseLargeSubstitutes(names, values);
  const bound = bindings(names, values);
  const update = inParameter('UpdateExpression', given, (text) => bindUpdate(updateIn(text), bound));
  const condition = inParameter('ConditionExpression', given, (text) => bindCondition(conditionIn(text), bound));
  const keys = inParameter('KeyConditionExpression', given, (text) => bindCondition(keyConditionIn(text), bound));
  const filter = inParameter('FilterExpression', given, (text) => bindCondition(conditionIn(text), bound));
  const projection = inParameter('ProjectionExpression', given, (text) =>
    separatePaths(projectionIn(text), bound.path),
  );
  bound.refuseUnused();
  return { update, condition, filter, projection, keyCondition: keys && keyConditionOf(keys) };
}

type ExpressionName = keyof ExpressionParameters & `${string}Expression`;

/** What is wrong in an expression is told with the name of its parameter. */
function inParameter<T>(name: ExpressionName, given: ExpressionParameters, read: (text: string) => T): T | undefined {
  const text = given[name];
  if (text === undefined) return undefined;
  try {
    return read(text);
  } catch (error) {
    throw error instanceof TableError ? invalid(`Invalid ${name}: ${error.message}`) : error;
  }
}

import { attributeMap, attributeName, attributeValue } from './kinds/attribute-value.ts';
import { list, map, structure } from './kinds/collections.ts';
import { boolean, oneOf, text } from './kinds/scalars.ts';
import { required } from './kinds/shape.ts';

export const indexName = text({ min: 3, max: 255, pattern: '[a-zA-Z0-9_.-]+', lengthFirst: true });
export const attributeNames = list(attributeName, { min: 1 });

export const expressionNames = map(text());

export const returnConsumedCapacity = oneOf('INDEXES', 'TOTAL', 'NONE');
export const returnItemCollectionMetrics = oneOf('SIZE', 'NONE');
export const returnValues = oneOf('ALL_NEW', 'UPDATED_OLD', 'ALL_OLD', 'NONE', 'UPDATED_NEW');
export const returnValuesOnFailure = oneOf('ALL_OLD', 'NONE');
export const conditionalOperator = oneOf('OR', 'AND');

export const comparisonOperator = oneOf(
  'IN',
  'NULL',
  'BETWEEN',
  'LT',
  'NOT_CONTAINS',
  'EQ',
  'GT',
  'NOT_NULL',
  'NE',
  'LE',
  'BEGINS_WITH',
  'GE',
  'CONTAINS',
);

/** Conditions in their old form, by the attribute that they are about. */
export const conditions = map(
  structure('Condition', {
    AttributeValueList: list(attributeValue),
    ComparisonOperator: required(comparisonOperator),
  }),
  { key: attributeName },
);

/** The parameters of a condition, in either of its forms. */
export const conditionFields = {
  ConditionalOperator: conditionalOperator,
  Expected: map(
    structure('ExpectedAttributeValue', {
      AttributeValueList: list(attributeValue),
      ComparisonOperator: comparisonOperator,
      Exists: boolean,
      Value: attributeValue,
    }),
    { key: attributeName },
  ),
  ConditionExpression: text(),
  ExpressionAttributeValues: attributeMap,
  ExpressionAttributeNames: expressionNames,
};

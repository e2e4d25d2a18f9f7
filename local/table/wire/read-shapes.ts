import {
  attributeNames,
  conditionalOperator,
  conditions,
  expressionNames,
  indexName,
  returnConsumedCapacity,
} from './common-shapes.ts';
import { attributeMap } from './kinds/attribute-value.ts';
import { structure } from './kinds/collections.ts';
import { boolean, integer, oneOf, text } from './kinds/scalars.ts';
import { type Infer, required } from './kinds/shape.ts';
import { tableName } from './table-name.ts';

const readFields = {
  ReturnConsumedCapacity: returnConsumedCapacity,
  AttributesToGet: attributeNames,
  TableName: required(tableName),
  IndexName: indexName,
  Select: oneOf('SPECIFIC_ATTRIBUTES', 'COUNT', 'ALL_ATTRIBUTES', 'ALL_PROJECTED_ATTRIBUTES'),
  Limit: integer({ min: 1 }),
  ExclusiveStartKey: attributeMap,
  ConsistentRead: boolean,
  ConditionalOperator: conditionalOperator,
  ProjectionExpression: text(),
  FilterExpression: text(),
  ExpressionAttributeValues: attributeMap,
  ExpressionAttributeNames: expressionNames,
};

export const query = structure('QueryInput', {
  ...readFields,
  KeyConditions: conditions,
  QueryFilter: conditions,
  KeyConditionExpression: text(),
  ScanIndexForward: boolean,
});
export type QueryInput = Infer<typeof query>;

export const scan = structure('ScanInput', {
  ...readFields,
  ScanFilter: conditions,
  Segment: integer({ min: 0, max: 999_999 }),
  TotalSegments: integer({ min: 1, max: 1_000_000 }),
});
export type ScanInput = Infer<typeof scan>;

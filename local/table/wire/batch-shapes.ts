import {
  attributeNames,
  expressionNames,
  returnConsumedCapacity,
  returnItemCollectionMetrics,
  returnValuesOnFailure,
} from './common-shapes.ts';
import { attributeMap } from './kinds/attribute-value.ts';
import { list, map, structure } from './kinds/collections.ts';
import { boolean, text } from './kinds/scalars.ts';
import { type Infer, required } from './kinds/shape.ts';
import { tableName } from './table-name.ts';

export const batchGetItem = structure('BatchGetItemInput', {
  ReturnConsumedCapacity: returnConsumedCapacity,
  RequestItems: required(
    map(
      structure('KeysAndAttributes', {
        Keys: required(list(attributeMap, { min: 1, max: 100 })),
        AttributesToGet: attributeNames,
        ConsistentRead: boolean,
        ProjectionExpression: text(),
        ExpressionAttributeNames: expressionNames,
      }),
      { min: 1, max: 100, key: tableName },
    ),
  ),
});
export type BatchGetItemInput = Infer<typeof batchGetItem>;

/** Errors show a member of a put that the API does not have. */
const writeRequest = structure('WriteRequest', {
  PutRequest: structure('PutRequest', { Item: required(attributeMap), WorkloadProfileName: text() }),
  DeleteRequest: structure('DeleteRequest', { Key: required(attributeMap) }),
});

export const batchWriteItem = structure('BatchWriteItemInput', {
  ReturnConsumedCapacity: returnConsumedCapacity,
  ReturnItemCollectionMetrics: returnItemCollectionMetrics,
  RequestItems: required(map(list(writeRequest, { min: 1, max: 25 }), { min: 1, max: 25, key: tableName })),
});
export type BatchWriteItemInput = Infer<typeof batchWriteItem>;

export const transactGetItems = structure('TransactGetItemsInput', {
  ReturnConsumedCapacity: returnConsumedCapacity,
  TransactItems: required(
    list(
      structure('TransactGetItem', {
        Get: required(
          structure('Get', {
            TableName: required(tableName),
            Key: required(attributeMap),
            ProjectionExpression: text(),
            ExpressionAttributeNames: expressionNames,
          }),
        ),
      }),
      { min: 1, max: 100 },
    ),
  ),
});
export type TransactGetItemsInput = Infer<typeof transactGetItems>;

const changeFields = {
  TableName: required(tableName),
  ExpressionAttributeValues: attributeMap,
  ExpressionAttributeNames: expressionNames,
  ReturnValuesOnConditionCheckFailure: returnValuesOnFailure,
};
const keyedFields = { ...changeFields, Key: required(attributeMap) };

export const transactWriteItems = structure('TransactWriteItemsInput', {
  ReturnConsumedCapacity: returnConsumedCapacity,
  ReturnItemCollectionMetrics: returnItemCollectionMetrics,
  ClientRequestToken: text({ min: 1, max: 36 }),
  TransactItems: required(
    list(
      structure('TransactWriteItem', {
        Put: structure('Put', { ...changeFields, Item: required(attributeMap), ConditionExpression: text() }),
        Update: structure('Update', {
          ...keyedFields,
          UpdateExpression: required(text()),
          ConditionExpression: text(),
        }),
        Delete: structure('Delete', { ...keyedFields, ConditionExpression: text() }),
        ConditionCheck: structure('ConditionCheck', { ...keyedFields, ConditionExpression: required(text()) }),
      }),
      { min: 1, max: 100 },
    ),
  ),
});
export type TransactWriteItemsInput = Infer<typeof transactWriteItems>;

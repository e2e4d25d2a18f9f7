import {
  attributeNames,
  conditionFields,
  expressionNames,
  returnConsumedCapacity,
  returnItemCollectionMetrics,
  returnValues,
  returnValuesOnFailure,
} from './common-shapes.ts';
import { attributeMap, attributeName, attributeValue } from './kinds/attribute-value.ts';
import { map, structure } from './kinds/collections.ts';
import { boolean, oneOf, text } from './kinds/scalars.ts';
import { type Infer, required } from './kinds/shape.ts';
import { tableName } from './table-name.ts';

const writeFields = {
  ReturnConsumedCapacity: returnConsumedCapacity,
  TableName: required(tableName),
  ...conditionFields,
  ReturnValues: returnValues,
  ReturnItemCollectionMetrics: returnItemCollectionMetrics,
  ReturnValuesOnConditionCheckFailure: returnValuesOnFailure,
};

export const putItem = structure('PutItemInput', { ...writeFields, Item: required(attributeMap) });
export type PutItemInput = Infer<typeof putItem>;

export const deleteItem = structure('DeleteItemInput', { ...writeFields, Key: required(attributeMap) });
export type DeleteItemInput = Infer<typeof deleteItem>;

export const updateItem = structure('UpdateItemInput', {
  ...writeFields,
  Key: required(attributeMap),
  UpdateExpression: text(),
  AttributeUpdates: map(
    structure('AttributeValueUpdate', { Value: attributeValue, Action: oneOf('ADD', 'PUT', 'DELETE') }),
    { key: attributeName },
  ),
});
export type UpdateItemInput = Infer<typeof updateItem>;

export const getItem = structure('GetItemInput', {
  ReturnConsumedCapacity: returnConsumedCapacity,
  AttributesToGet: attributeNames,
  TableName: required(tableName),
  Key: required(attributeMap),
  ConsistentRead: boolean,
  ProjectionExpression: text(),
  ExpressionAttributeNames: expressionNames,
});
export type GetItemInput = Infer<typeof getItem>;

export type {
  BatchGetItemInput,
  BatchWriteItemInput,
  TransactGetItemsInput,
  TransactWriteItemsInput,
} from './batch-shapes.ts';

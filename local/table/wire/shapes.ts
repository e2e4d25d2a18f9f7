import { batchGetItem, batchWriteItem, transactGetItems, transactWriteItems } from './batch-shapes.ts';
import { deleteItem, getItem, putItem, updateItem } from './item-shapes.ts';
import type { Infer } from './kinds/shape.ts';
import { query, scan } from './read-shapes.ts';

/** The input of every operation that the table has, by the operation's name. */
export const shapes = {
  PutItem: putItem,
  GetItem: getItem,
  UpdateItem: updateItem,
  DeleteItem: deleteItem,
  Query: query,
  Scan: scan,
  BatchGetItem: batchGetItem,
  BatchWriteItem: batchWriteItem,
  TransactGetItems: transactGetItems,
  TransactWriteItems: transactWriteItems,
};

export type OperationName = keyof typeof shapes;
export type Inputs = { readonly [Name in OperationName]: Infer<(typeof shapes)[Name]> };

import { readExpressions } from '#local/table/expressions/read-expressions.ts';
import type { Write } from '#local/table/items/write.ts';
import { invalid } from '#local/table/table-error.ts';
import { checkItem } from '#local/table/values/check-value.ts';
import { refuseLarge } from '#local/table/values/size.ts';
import type { DeleteItemInput, PutItemInput, UpdateItemInput } from '#local/table/wire/item-shapes.ts';

type Common = 'TableName' | 'ConditionExpression' | 'ExpressionAttributeNames' | 'ExpressionAttributeValues';
type Optional = 'Expected' | 'ConditionalOperator' | 'ReturnValuesOnConditionCheckFailure';

/** What PutItem says, by itself or as a part of a transaction; without looking at any table. */
export function planPut(
  input: Pick<PutItemInput, Common | 'Item'> & Partial<Pick<PutItemInput, Optional | 'ReturnValues'>>,
  operation: 'PutItem' | 'Put' = 'PutItem',
): Write {
  const { own: item, condition } = readExpressions(operation, input, () => {
    const checked = checkItem(input.Item);
    refuseUpdated(input);
    refuseLarge(checked);
    return checked;
  });
  return { ...frame(input), change: { kind: 'put', item }, condition };
}

export function planDelete(
  input: Pick<DeleteItemInput, Common | 'Key'> & Partial<Pick<DeleteItemInput, Optional | 'ReturnValues'>>,
  operation: 'DeleteItem' | 'Delete' = 'DeleteItem',
): Write {
  const { own: key, condition } = readExpressions(operation, input, () => {
    const checked = checkItem(input.Key);
    refuseUpdated(input);
    return checked;
  });
  return { ...frame(input), change: { kind: 'delete', key }, condition };
}

export function planUpdate(
  input: Pick<UpdateItemInput, Common | 'Key' | 'UpdateExpression'> &
    Partial<Pick<UpdateItemInput, Optional | 'AttributeUpdates'>>,
  operation: 'UpdateItem' | 'Update' = 'UpdateItem',
): Write {
  const { own: key, condition, update } = readExpressions(operation, input, () => checkItem(input.Key));
  return { ...frame(input), change: { kind: 'update', key, update }, condition };
}

/** A part of a transaction that changes nothing. */
export function planCheck(
  input: Pick<DeleteItemInput, Common | 'Key'> & Partial<Pick<DeleteItemInput, Optional>>,
): Write {
  const { own: key, condition } = readExpressions('ConditionCheck', input, () => checkItem(input.Key));
  return { ...frame(input), change: { kind: 'check', key }, condition };
}

/** Only UpdateItem can tell what it has changed. */
function refuseUpdated({ ReturnValues: wish }: Partial<Pick<PutItemInput, 'ReturnValues'>>): void {
  if (wish === undefined || wish === 'NONE' || wish === 'ALL_OLD') return;
  throw invalid('ReturnValues can only be ALL_OLD or NONE');
}

function frame(input: { TableName: string; ReturnValuesOnConditionCheckFailure?: 'ALL_OLD' | 'NONE' | undefined }) {
  return { tableName: input.TableName, tellsItem: input.ReturnValuesOnConditionCheckFailure === 'ALL_OLD' };
}

import { type AttributeValue, ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { toItem } from './items.ts';

/** The part of a write that says when it may happen. */
export type Condition = {
  readonly ConditionExpression: string;
  readonly ExpressionAttributeNames?: Record<string, string>;
  readonly ExpressionAttributeValues?: Record<string, AttributeValue>;
};

export const isNew: Condition = { ConditionExpression: 'attribute_not_exists(pk)' };
export const exists: Condition = { ConditionExpression: 'attribute_exists(pk)' };

export function has(attribute: string, value: string | number): Condition {
  return {
    ConditionExpression: '#has = :has',
    ExpressionAttributeNames: { '#has': attribute },
    ExpressionAttributeValues: toItem({ ':has': value }),
  };
}

/** Nobody wrote since version `expected` was read; 0: there was nothing to read. */
export function isStill(expected: number): Condition {
  return expected === 0 ? isNew : has('version', expected);
}

/** A key that nobody has, or that is the asker's already. */
export function isFreeOr(attribute: string, value: string): Condition {
  const own = has(attribute, value);
  return { ...own, ConditionExpression: `${isNew.ConditionExpression} OR ${own.ConditionExpression}` };
}

/** Whether the write happened: false when its condition did not hold. */
export async function happens(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

import type { UncheckedItem, UncheckedValue } from '#local/table/wire/kinds/attribute-value.ts';

export type Comparison =
  | 'EQ'
  | 'NE'
  | 'LE'
  | 'LT'
  | 'GE'
  | 'GT'
  | 'NOT_NULL'
  | 'NULL'
  | 'CONTAINS'
  | 'NOT_CONTAINS'
  | 'BEGINS_WITH'
  | 'IN'
  | 'BETWEEN';

export type LegacyCondition = {
  readonly AttributeValueList?: readonly UncheckedValue[] | undefined;
  readonly ComparisonOperator: Comparison;
};

export type LegacyExpectation = {
  readonly AttributeValueList?: readonly UncheckedValue[] | undefined;
  readonly ComparisonOperator?: Comparison | undefined;
  readonly Exists?: boolean | undefined;
  readonly Value?: UncheckedValue | undefined;
};

export type LegacyUpdate = {
  readonly Value?: UncheckedValue | undefined;
  readonly Action?: 'ADD' | 'PUT' | 'DELETE' | undefined;
};

/** The parameters of a request that say what to read, select, test and change, in both of their forms. */
export type ExpressionParameters = {
  readonly ConditionExpression?: string | undefined;
  readonly FilterExpression?: string | undefined;
  readonly KeyConditionExpression?: string | undefined;
  readonly ProjectionExpression?: string | undefined;
  readonly UpdateExpression?: string | undefined;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>> | undefined;
  readonly ExpressionAttributeValues?: UncheckedItem | undefined;
  readonly Expected?: Readonly<Record<string, LegacyExpectation>> | undefined;
  readonly AttributeUpdates?: Readonly<Record<string, LegacyUpdate>> | undefined;
  readonly ScanFilter?: Readonly<Record<string, LegacyCondition>> | undefined;
  readonly QueryFilter?: Readonly<Record<string, LegacyCondition>> | undefined;
  readonly KeyConditions?: Readonly<Record<string, LegacyCondition>> | undefined;
  readonly ConditionalOperator?: 'AND' | 'OR' | undefined;
  readonly AttributesToGet?: readonly string[] | undefined;
};

import { list, structure } from './kinds/collections.ts';
import { boolean, integer, text } from './kinds/scalars.ts';
import { type Infer, required } from './kinds/shape.ts';
import { nameOfTable, noTableName } from './table-name.ts';

const ofTable = { TableName: required(nameOfTable, noTableName) };

export const updateTimeToLive = structure('UpdateTimeToLiveInput', {
  ...ofTable,
  TimeToLiveSpecification: required(
    structure('TimeToLiveSpecification', {
      AttributeName: required(text({ min: 1, max: 255 })),
      Enabled: required(boolean),
    }),
  ),
});
export type UpdateTimeToLiveInput = Infer<typeof updateTimeToLive>;

export const describeTimeToLive = structure('DescribeTimeToLiveInput', ofTable);
export type DescribeTimeToLiveInput = Infer<typeof describeTimeToLive>;

/** What is wrong with a tag the service says in sentences of its own, behind the constraints. */
export const tag = structure('Tag', { Key: text(), Value: text() });

const ofResource = { ResourceArn: required(text({ min: 1, max: 1283 }), 'Invalid TableArn') };

export const tagResource = structure('TagResourceInput', { ...ofResource, Tags: required(list(tag)) });
export type TagResourceInput = Infer<typeof tagResource>;

export const untagResource = structure('UntagResourceInput', { ...ofResource, TagKeys: required(list(text())) });
export type UntagResourceInput = Infer<typeof untagResource>;

export const listTagsOfResource = structure('ListTagsOfResourceInput', { ...ofResource, NextToken: text() });
export type ListTagsOfResourceInput = Infer<typeof listTagsOfResource>;

export const describeLimits = structure('DescribeLimitsInput', {});
export const describeEndpoints = structure('DescribeEndpointsRequest', {});

export const describeContinuousBackups = structure('DescribeContinuousBackupsInput', ofTable);
export type DescribeContinuousBackupsInput = Infer<typeof describeContinuousBackups>;

export const updateContinuousBackups = structure('UpdateContinuousBackupsInput', {
  ...ofTable,
  PointInTimeRecoverySpecification: required(
    structure('PointInTimeRecoverySpecification', {
      PointInTimeRecoveryEnabled: required(boolean),
      RecoveryPeriodInDays: integer({ min: 1, max: 35 }),
    }),
  ),
});
export type UpdateContinuousBackupsInput = Infer<typeof updateContinuousBackups>;

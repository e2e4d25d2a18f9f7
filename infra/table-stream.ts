import { Duration } from 'aws-cdk-lib';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import {
  EventSourceMapping,
  FilterCriteria,
  FilterRule,
  type Function as Lambda,
  StartingPosition,
} from 'aws-cdk-lib/aws-lambda';
import { SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import { DeadLetters } from '#infra/dead-letters.ts';

export type TableStreamProps = {
  readonly table: TableV2;
  readonly lambda: Lambda;
  /** The top-level attribute that makes an item one of interest. */
  readonly attribute: string;
};

/** One function that hears of every item written with a certain attribute. DynamoDB throttles a stream of more than two of these. */
export class TableStream extends Construct {
  readonly deadLetters: DeadLetters;

  constructor(scope: Construct, id: string, { table, lambda, attribute }: TableStreamProps) {
    super(scope, id);
    this.deadLetters = new DeadLetters(this, 'Undelivered');
    table.grantStreamRead(lambda);
    new EventSourceMapping(this, 'Mapping', {
      target: lambda,
      ...(table.tableStreamArn ? { eventSourceArn: table.tableStreamArn } : {}),
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 25,
      parallelizationFactor: 10,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      retryAttempts: 10,
      maxRecordAge: Duration.hours(12),
      onFailure: new SqsDlq(this.deadLetters.queue),
      filters: leaves.map((leaf) => FilterCriteria.filter({ dynamodb: { NewImage: { [attribute]: leaf } } })),
    });
  }
}

/**
 * `exists` sees leaves only, so that the filter has to know what an attribute may be: a text, a number, true or false, or
 * a map about a customer. Lambda takes a record that passes one of these.
 */
const leaves = [
  { S: FilterRule.exists() },
  { N: FilterRule.exists() },
  { BOOL: FilterRule.exists() },
  { M: { customerId: { S: FilterRule.exists() } } },
];

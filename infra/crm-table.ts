import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, Billing, StreamViewType, TableEncryptionV2, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { tableSchema } from '#shared/store/table.ts';

const key = (name: string) => ({ name, type: AttributeType.STRING });

/** The one table, from the same schema as the local host's. */
export class CrmTable extends Construct {
  readonly table: TableV2;
  /** The table's indexes by name, for grants that say `Query` and mean these and no other. */
  readonly indexArns: readonly string[];

  constructor(scope: Construct, id: string, props: { readonly protected: boolean }) {
    super(scope, id);
    this.table = new TableV2(this, 'Table', {
      partitionKey: key(tableSchema.partitionKey),
      sortKey: key(tableSchema.sortKey),
      globalSecondaryIndexes: tableSchema.indexes.map((index) => ({
        indexName: index.name,
        partitionKey: key(index.partitionKey),
        sortKey: key(index.sortKey),
      })),
      billing: Billing.onDemand(),
      timeToLiveAttribute: tableSchema.timeToLive,
      dynamoStream: StreamViewType.NEW_IMAGE,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      encryption: TableEncryptionV2.awsManagedKey(),
      deletionProtection: props.protected,
      removalPolicy: props.protected ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    this.indexArns = tableSchema.indexes.map((index) => `${this.table.tableArn}/index/${index.name}`);
  }
}

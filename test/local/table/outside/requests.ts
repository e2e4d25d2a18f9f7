const TableName = 'orders';
const key = (customer: string, number: string) => ({ customer: { S: customer }, number: { N: number } });
const item = (customer: string, number: string) => ({
  ...key(customer, number),
  state: { S: 'open' },
  due: { S: '2026' },
  lines: { L: [{ M: { a: { NS: ['1', '2'] } } }] },
  ends: { N: '1' },
});
const names = { ExpressionAttributeNames: { '#state': 'state' } };

export const orders = {
  TableName,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: [
    ['customer', 'S'],
    ['number', 'N'],
    ['state', 'S'],
    ['due', 'S'],
  ].map(([AttributeName, AttributeType]) => ({ AttributeName, AttributeType })),
  KeySchema: [
    { AttributeName: 'customer', KeyType: 'HASH' },
    { AttributeName: 'number', KeyType: 'RANGE' },
  ],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'byState',
      KeySchema: [
        { AttributeName: 'state', KeyType: 'HASH' },
        { AttributeName: 'due', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['lines'] },
    },
  ],
  LocalSecondaryIndexes: [
    {
      IndexName: 'byDue',
      KeySchema: [
        { AttributeName: 'customer', KeyType: 'HASH' },
        { AttributeName: 'due', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'KEYS_ONLY' },
    },
  ],
  StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
};
const arn = 'arn:aws:dynamodb:eu-west-1:000000000000:table/orders';

/** Stand for what only a table that is there can name. */
export const places = { StreamArn: 'the stream', ShardId: 'the shard', ShardIterator: 'the iterator' };

/** For every operation some requests as programs send them. */
export const requests: readonly (readonly [operation: string, input: object])[] = [
  [
    'CreateTable',
    {
      ...orders,
      TableName: 'another',
      ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 },
      BillingMode: 'PROVISIONED',
      Tags: [{ Key: 'a', Value: 'b' }],
      DeletionProtectionEnabled: false,
    },
  ],
  ['DescribeTable', { TableName }],
  [
    'UpdateTable',
    {
      TableName,
      AttributeDefinitions: [{ AttributeName: 'ends', AttributeType: 'N' }],
      GlobalSecondaryIndexUpdates: [
        {
          Create: {
            IndexName: 'byEnd',
            KeySchema: [{ AttributeName: 'ends', KeyType: 'HASH' }],
            Projection: { ProjectionType: 'ALL' },
          },
        },
      ],
    },
  ],
  ['UpdateTable', { TableName, StreamSpecification: { StreamEnabled: false } }],
  [
    'UpdateTable',
    {
      TableName,
      BillingMode: 'PROVISIONED',
      ProvisionedThroughput: { ReadCapacityUnits: 1, WriteCapacityUnits: 1 },
      DeletionProtectionEnabled: true,
    },
  ],
  ['DeleteTable', { TableName: 'another' }],
  ['ListTables', { ExclusiveStartTableName: 'aaa', Limit: 1 }],
  ['UpdateTimeToLive', { TableName, TimeToLiveSpecification: { Enabled: true, AttributeName: 'ends' } }],
  ['DescribeTimeToLive', { TableName }],
  ['TagResource', { ResourceArn: arn, Tags: [{ Key: 'a', Value: 'b' }] }],
  ['UntagResource', { ResourceArn: arn, TagKeys: ['a'] }],
  ['ListTagsOfResource', { ResourceArn: arn }],
  ['DescribeLimits', {}],
  ['DescribeEndpoints', {}],
  [
    'PutItem',
    {
      TableName,
      Item: item('a', '1'),
      ConditionExpression: 'attribute_not_exists(customer) OR #state = :s',
      ...names,
      ExpressionAttributeValues: { ':s': { S: 'open' } },
      ReturnValues: 'ALL_OLD',
      ReturnConsumedCapacity: 'INDEXES',
      ReturnItemCollectionMetrics: 'SIZE',
    },
  ],
  [
    'PutItem',
    {
      TableName,
      Item: item('a', '2'),
      Expected: { state: { ComparisonOperator: 'IN', AttributeValueList: [{ S: 'open' }] }, due: { Exists: false } },
      ConditionalOperator: 'OR',
    },
  ],
  [
    'GetItem',
    { TableName, Key: key('a', '1'), ProjectionExpression: '#state, lines[0].a', ...names, ConsistentRead: true },
  ],
  [
    'UpdateItem',
    {
      TableName,
      Key: key('a', '1'),
      UpdateExpression:
        'SET #state = :s, n = if_not_exists(n, :n) + :n, lines = list_append(lines, :l) REMOVE gone, lines[3] ADD seen :n, tags :t DELETE old :t',
      ConditionExpression: 'size(#state) > :n AND contains(lines, :s) OR #state BETWEEN :s AND :s',
      ...names,
      ExpressionAttributeValues: {
        ':s': { S: 'shut' },
        ':n': { N: '1' },
        ':l': { L: [{ BOOL: true }] },
        ':t': { SS: ['x'] },
      },
      ReturnValues: 'UPDATED_NEW',
    },
  ],
  [
    'UpdateItem',
    {
      TableName,
      Key: key('a', '3'),
      UpdateExpression: 'SET #state = :s',
      ...names,
      ExpressionAttributeValues: { ':s': { S: 'shut' } },
      ReturnValues: 'ALL_NEW',
    },
  ],
  [
    'UpdateItem',
    {
      TableName,
      Key: key('a', '1'),
      AttributeUpdates: { seen: { Action: 'ADD', Value: { N: '1' } }, gone: { Action: 'DELETE' } },
      Expected: { state: { Value: { S: 'open' } } },
    },
  ],
  [
    'DeleteItem',
    { TableName, Key: key('a', '2'), ReturnValues: 'ALL_OLD', ConditionExpression: 'attribute_exists(customer)' },
  ],
  [
    'Query',
    {
      TableName,
      KeyConditionExpression: 'customer = :c AND #number BETWEEN :a AND :b',
      FilterExpression: 'begins_with(#state, :c) OR NOT attribute_type(lines, :c)',
      ExpressionAttributeNames: { '#state': 'state', '#number': 'number' },
      ExpressionAttributeValues: { ':c': { S: 'a' }, ':a': { N: '1' }, ':b': { N: '5' } },
      Limit: 2,
      ScanIndexForward: false,
      ExclusiveStartKey: key('a', '3'),
    },
  ],
  [
    'Query',
    {
      TableName,
      IndexName: 'byState',
      KeyConditions: { state: { ComparisonOperator: 'EQ', AttributeValueList: [{ S: 'open' }] } },
      QueryFilter: { ends: { ComparisonOperator: 'NOT_NULL' } },
      Select: 'ALL_PROJECTED_ATTRIBUTES',
      ExclusiveStartKey: { ...key('a', '3'), state: { S: 'open' }, due: { S: '2026' } },
    },
  ],
  [
    'Query',
    {
      TableName,
      IndexName: 'byDue',
      KeyConditionExpression: 'customer = :c AND begins_with(due, :d)',
      ExpressionAttributeValues: { ':c': { S: 'a' }, ':d': { S: '20' } },
      ProjectionExpression: 'lines',
    },
  ],
  [
    'Scan',
    {
      TableName,
      FilterExpression: '#state IN (:s, :t)',
      ...names,
      ExpressionAttributeValues: { ':s': { S: 'open' }, ':t': { NULL: true } },
      Segment: 0,
      TotalSegments: 2,
      Limit: 10,
      Select: 'COUNT',
      ReturnConsumedCapacity: 'TOTAL',
    },
  ],
  [
    'Scan',
    {
      TableName,
      IndexName: 'byState',
      AttributesToGet: ['customer', 'due'],
      ScanFilter: { due: { ComparisonOperator: 'BEGINS_WITH', AttributeValueList: [{ S: '2' }] } },
    },
  ],
  [
    'BatchGetItem',
    {
      RequestItems: { orders: { Keys: [key('a', '1'), key('b', '1')], ProjectionExpression: '#state', ...names } },
      ReturnConsumedCapacity: 'TOTAL',
    },
  ],
  [
    'BatchWriteItem',
    {
      RequestItems: { orders: [{ PutRequest: { Item: item('b', '1') } }, { DeleteRequest: { Key: key('a', '2') } }] },
      ReturnItemCollectionMetrics: 'SIZE',
    },
  ],
  [
    'TransactGetItems',
    {
      TransactItems: [
        { Get: { TableName, Key: key('a', '1') } },
        { Get: { TableName, Key: key('b', '1'), ProjectionExpression: 'due' } },
      ],
    },
  ],
  [
    'TransactWriteItems',
    {
      ClientRequestToken: 'once',
      TransactItems: [
        { Put: { TableName, Item: item('c', '1') } },
        {
          Update: {
            TableName,
            Key: key('c', '2'),
            UpdateExpression: 'ADD n :n',
            ExpressionAttributeValues: { ':n': { N: '1' } },
          },
        },
        { Delete: { TableName, Key: key('c', '3') } },
        {
          ConditionCheck: {
            TableName,
            Key: key('c', '4'),
            ConditionExpression: 'attribute_not_exists(customer)',
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          },
        },
      ],
    },
  ],
  ['ListStreams', { TableName, Limit: 5 }],
  ['DescribeStream', { StreamArn: places.StreamArn, Limit: 3 }],
  [
    'GetShardIterator',
    {
      StreamArn: places.StreamArn,
      ShardId: places.ShardId,
      ShardIteratorType: 'AFTER_SEQUENCE_NUMBER',
      SequenceNumber: '100000000000000000135',
    },
  ],
  ['GetRecords', { ShardIterator: places.ShardIterator, Limit: 10 }],
];

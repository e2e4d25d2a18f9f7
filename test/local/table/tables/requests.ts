/** Parts of requests about tables whose attributes are all texts. */

export const attributes = (...names: string[]) => names.map((AttributeName) => ({ AttributeName, AttributeType: 'S' }));

export const key = (hash: string, range?: string) => [
  { AttributeName: hash, KeyType: 'HASH' },
  ...(range === undefined ? [] : [{ AttributeName: range, KeyType: 'RANGE' }]),
];

export const units = (read: number, write = read) => ({ ReadCapacityUnits: read, WriteCapacityUnits: write });

export const index = (IndexName: string, KeySchema: object, more: object = {}) => ({
  IndexName,
  KeySchema,
  Projection: { ProjectionType: 'ALL' },
  ...more,
});

/** A table `orders` by `a` and `b`, paid by the request. */
export const orders = (more: object = {}) => ({
  TableName: 'orders',
  AttributeDefinitions: attributes('a', 'b'),
  KeySchema: key('a', 'b'),
  BillingMode: 'PAY_PER_REQUEST',
  ...more,
});

/** The same paid by the unit. */
export const provisioned = (more: object = {}) =>
  orders({ BillingMode: undefined, ProvisionedThroughput: units(5), ...more });

export const numbered = (prefix: string, count: number) => Array.from({ length: count }, (_, at) => `${prefix}${at}`);

const wrong = 'ValidationException: One or more parameter values were invalid: ';
export const invalid = (sentence: string) => `ValidationException: ${sentence}`;
export const wrongParameter = (sentence: string) => wrong + sentence;

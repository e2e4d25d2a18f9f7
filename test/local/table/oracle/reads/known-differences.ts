/** Where DynamoDB Local says otherwise than the service, and we as the service does; `answered` where there is no error. */
export type KnownDifference = {
  readonly oracle: RegExp;
  readonly embedded: RegExp;
  /** What the service does, and where that is written. */
  readonly because: string;
};

const ofTable = [
  'Key attributes must be scalars; .*',
  'One or more parameter values were invalid: (?:Secondary|Global secondary) index .*',
  'Query condition missed key schema element',
  'Attempted conditional constraint is not an indexable operation',
  'Only scalar types can be used as Range Key values',
  'Query key condition not supported',
  "Exclusive Start Key must have same size as table's key schema",
].join('|');
const ofConditions =
  'One or more parameter values were invalid: (?:AttributeValues inside|ComparisonOperator \\w+ is not valid).*';
const ofStart = [
  "Exclusive Start Key must have same size as table's key schema",
  'The provided starting key .*',
  'Type mismatch for attribute to update',
  'The query can return at most one row and cannot be restarted\\. .*',
].join('|');

export const knownDifferences: readonly KnownDifference[] = [
  {
    oracle: /: Consistent read cannot be true when (?:querying|scanning) a GSI$/,
    embedded: /: Consistent reads are not supported on global secondary indexes$/,
    because: 'the sentence of the service: dynalite, actions/query.js and actions/scan.js',
  },
  {
    oracle: /: (?:Cannot specify the|Must specify the|ALL_PROJECTED_ATTRIBUTES can be used).*/,
    embedded:
      /: 1 validation error detected: (?:Cannot specify the|Must specify the|ALL_PROJECTED_ATTRIBUTES can be).*/,
    because:
      'the service tells of a query, not of a scan, in the form of a constraint: moto, tests/test_dynamodb/test_dynamodb_select.py, verified against AWS',
  },
  {
    oracle: /Exception: /,
    embedded:
      /: 1 validation error detected: (?:Cannot specify the|Must specify the|ALL_PROJECTED_ATTRIBUTES can be).*/,
    because: 'the service looks at the whole request before it looks at the table, DynamoDB Local at some of it behind',
  },
  {
    oracle: /: Query condition missed key schema element$/,
    embedded: /: Query condition missed key schema element: \w+$/,
    because: 'the service names the attribute: dynalite, actions/query.js',
  },
  {
    oracle:
      /^InternalFailure: |: Only scalar types can be used as Range Key values$|: .* does not project one or more filter.*/,
    embedded: /: Attempted conditional constraint is not an indexable operation$|: Query key condition not supported$/,
    because:
      'the key conditions come before the filter, and what no index can answer is told so: dynalite, actions/query.js',
  },
  {
    oracle: /: Key attributes must be scalars; .*/,
    embedded: /: (?:Filter Expression|QueryFilter) can only contain non-primary key attributes: .*/,
    because: 'the service looks at the keys in a filter first: dynalite, actions/query.js',
  },
  {
    oracle: new RegExp(`^InternalFailure: |: (?:${ofTable})$`),
    embedded:
      /: (?:Invalid (?:KeyConditionExpression|operator|condition)|KeyConditionExpressions |Conditions can be|The BETWEEN condition|Attempted conditional|Query |Must specify|One or more parameter values were invalid: Condition parameter type).*/,
    because:
      'the service looks at the whole request, and then at the key conditions: dynalite, where those checks come first',
  },
  {
    oracle: new RegExp(`^InternalFailure: |: (?:${ofTable}|${ofConditions}|The BETWEEN condition was provided.*)$`),
    embedded: new RegExp(`: ${ofConditions}`),
    because: 'the service looks at the filter before the key conditions: dynalite, validations/query.js',
  },
  {
    oracle: /(.*The BETWEEN operator requires upper bound to be greater than or equal to lower bound).*/,
    embedded: /(.*The BETWEEN operator requires upper bound to be greater than or equal to lower bound).*/,
    because: 'the operands are told in different spellings of the same number',
  },
  {
    oracle: new RegExp(`: (?:${ofStart})$`),
    embedded:
      /: (?:The provided starting key .*|The provided key element does not match the schema|The query can return at most one row and cannot be restarted|One or more parameter values are not valid\. .*)$/,
    because: 'the sentences of the service, and their order: dynalite, actions/query.js and actions/scan.js',
  },
  {
    oracle: /: Exclusive start key must lie within the segment$|^answered$/,
    embedded:
      /: The provided starting key is invalid: Invalid ExclusiveStartKey\. Please use ExclusiveStartKey with correct Segment\. .*/,
    because: "the sentence of the service: dynalite, actions/scan.js; which items make a segment is each one's own",
  },
  {
    oracle: /: Exclusive start key must lie within the segment$/,
    embedded: /^answered$/,
    because: "which items make a segment is each one's own",
  },
  {
    oracle: /: The provided starting key does not match the range key predicate$/,
    embedded: /^answered$/,
    because:
      'to go on behind the last key of a range is no mistake: dynalite, actions/query.js, compares with the condition',
  },
  {
    oracle: /Exception: /,
    embedded: /: (?:The provided starting key|The provided key element does not match the schema).*/,
    because: 'the service looks at the start key before conditions and projections: dynalite, actions/query.js',
  },
];

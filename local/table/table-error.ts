/** The errors of the DynamoDB and DynamoDB Streams APIs that a table can answer with; each is HTTP 400 but the last, which is 500. */
export type TableErrorName =
  | 'ValidationException'
  | 'SerializationException'
  | 'UnknownOperationException'
  | 'MissingAuthenticationTokenException'
  | 'IncompleteSignatureException'
  | 'InvalidSignatureException'
  | 'AccessDeniedException'
  | 'ResourceNotFoundException'
  | 'ResourceInUseException'
  | 'LimitExceededException'
  | 'TableNotFoundException'
  | 'ConditionalCheckFailedException'
  | 'TransactionCanceledException'
  | 'TransactionConflictException'
  | 'IdempotentParameterMismatchException'
  | 'ItemCollectionSizeLimitExceededException'
  | 'TrimmedDataAccessException'
  | 'ExpiredIteratorException'
  | 'InternalServerError';

/** What the service answers in place of a result. `extra` stands beside the message in the answer: `Item`, `CancellationReasons`. */
export class TableError extends Error {
  override readonly name: TableErrorName;
  readonly extra: Readonly<Record<string, unknown>>;

  constructor(name: TableErrorName, message: string, extra: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.name = name;
    this.extra = extra;
  }
}

/** A ValidationException, by far the most frequent one. */
export const invalid = (message: string): TableError => new TableError('ValidationException', message);

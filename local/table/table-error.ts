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

/** What is told in front of some messages: the form of a constraint, or the parameter that a value was given in. */
type Front = 'constraint' | 'parameter';

/** What the service answers in place of a result. `extra` stands beside the message in the answer: `Item`, `CancellationReasons`. */
export class TableError extends Error {
  override readonly name: TableErrorName;
  readonly extra: Readonly<Record<string, unknown>>;
  /** What is not put in front of this one. */
  readonly without: Front | undefined;

  constructor(name: TableErrorName, message: string, extra: Readonly<Record<string, unknown>> = {}, without?: Front) {
    super(message);
    this.name = name;
    this.extra = extra;
    this.without = without;
  }
}

/** A ValidationException, by far the most frequent one. */
export const invalid = (message: string, { without }: { readonly without?: Front } = {}): TableError =>
  new TableError('ValidationException', message, {}, without);

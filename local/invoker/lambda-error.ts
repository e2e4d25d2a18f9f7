/** A failed invocation: `name` is Lambda's errorType, `message` its errorMessage. */
export class LambdaError extends Error {
  constructor(errorType: string, errorMessage: string, cause?: unknown) {
    super(errorMessage, { cause });
    this.name = errorType;
  }
}

/** What Lambda's Node runtime makes of whatever a handler throws. */
export function lambdaErrorOf(thrown: unknown): LambdaError {
  if (thrown instanceof LambdaError) return thrown;
  if (thrown instanceof Error) return new LambdaError(thrown.name, thrown.message, thrown);
  return new LambdaError(typeof thrown, String(thrown), thrown);
}

/**
 * A value that may be there already. JSONata evaluates behind a promise, but most expressions only pick, and a promise for
 * each step of each state would cost more than the steps.
 */
export type Maybe<T> = T | Promise<T>;

/** Goes on with the value, at once where it is there. */
export const andThen = <T, R>(value: Maybe<T>, next: (value: T) => Maybe<R>): Maybe<R> =>
  value instanceof Promise ? value.then(next) : next(value);

/** All values in order, at once where all are there. */
export const allOf = <T>(values: readonly Maybe<T>[]): Maybe<readonly T[]> => {
  const there: T[] = [];
  for (const value of values) {
    if (value instanceof Promise) return Promise.all(values);
    there.push(value);
  }
  return there;
};

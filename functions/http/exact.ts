/** What JSON gives: an optional key is there with a value, or not there at all; `undefined` is never written out. */
export type Exact<T> = T extends string | number | boolean | null | undefined
  ? T
  : T extends readonly (infer Item)[]
    ? Exact<Item>[]
    : T extends object
      ? { [Key in keyof T]: Exact<Exclude<T[Key], undefined>> }
      : T;

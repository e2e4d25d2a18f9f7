/** `base` with the changes that say something; a key that is undefined changes nothing. */
export function merge<T extends object>(base: T, changes: { readonly [K in keyof T]?: T[K] | undefined }): T {
  const copy = { ...base };
  for (const key of Object.keys(changes) as (keyof T)[]) {
    const value = changes[key];
    if (value !== undefined) copy[key] = value;
  }
  return copy;
}

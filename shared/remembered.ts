export type Bounds = {
  /** Results that are kept at most; at least half of them are. */
  readonly most: number;
  /** Length of a text, in UTF-16 units, beyond which nothing is kept: what strangers write must not fill the memory. */
  readonly longest: number;
};

/**
 * A pure function of a text that remembers its newest results. Two generations: what the young one lacks comes over from the
 * old one, which is dropped when the young one is full.
 */
export function remembered<T>({ most, longest }: Bounds, work: (text: string) => T): (text: string) => T {
  let young = new Map<string, { readonly value: T }>();
  let old = young;
  return (text) => {
    const known = young.get(text);
    if (known !== undefined) return known.value;
    const result = old.get(text) ?? { value: work(text) };
    if (text.length > longest) return result.value;
    if (young.size >= most / 2) {
      old = young;
      young = new Map();
    }
    young.set(text, result);
    return result.value;
  };
}

import type { Item } from '#local/table/values/attribute-value.ts';

/** A text that two keys have in common only when they are the same. */
export function keyText(key: Item): string {
  const parts = Object.entries(key).sort(([one], [other]) => (one < other ? -1 : 1));
  return JSON.stringify(parts);
}

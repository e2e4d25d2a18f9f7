import type { AttributeValue, Item } from '#local/table/values/attribute-value.ts';

/** The item of a text that `JSON.stringify` has made of one: without prototypes, where an attribute may be called `constructor`. */
export function itemOf(text: string): Item {
  return bare(JSON.parse(text));
}

function bare(item: Item): Item {
  for (const name in item) {
    const value = item[name];
    if (value !== undefined) bareWithin(value);
  }
  return Object.setPrototypeOf(item, null);
}

function bareWithin(value: AttributeValue): void {
  if ('M' in value) bare(value.M);
  else if ('L' in value) value.L.forEach(bareWithin);
}

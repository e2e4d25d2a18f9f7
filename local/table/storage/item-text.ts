import type { StoredItem } from '#local/table/table-store.ts';
import type { AttributeValue, Item } from '#local/table/values/attribute-value.ts';

/** The item of a text that `JSON.stringify` has made of one: without prototypes, where an attribute may be called `constructor`. */
export function itemOf(text: string): Item {
  return bare(JSON.parse(text));
}

/** The item of a row. */
export function storedItem(text: string, size: number): StoredItem {
  return new LazyItem(text, size);
}

class LazyItem implements StoredItem {
  readonly text: string;
  readonly size: number;
  #item: Item | undefined;

  constructor(text: string, size: number) {
    this.text = text;
    this.size = size;
  }

  get item(): Item {
    this.#item ??= itemOf(this.text);
    return this.#item;
  }
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

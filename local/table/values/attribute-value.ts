/**
 * A value as it stands on the wire: numbers as text of at most 38 digits in their canonical form, binary as base64.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_AttributeValue.html
 */
export type AttributeValue =
  | { readonly S: string }
  | { readonly N: string }
  | { readonly B: string }
  | { readonly SS: readonly string[] }
  | { readonly NS: readonly string[] }
  | { readonly BS: readonly string[] }
  | { readonly M: Item }
  | { readonly L: readonly AttributeValue[] }
  | { readonly BOOL: boolean }
  | { readonly NULL: true };

/** Whoever builds one begins with `emptyItem()`: an attribute may be called `__proto__`. */
export type Item = { readonly [name: string]: AttributeValue };

export type AttributeType = 'S' | 'N' | 'B' | 'SS' | 'NS' | 'BS' | 'M' | 'L' | 'BOOL' | 'NULL';

/** A value that can be part of a key. */
export type KeyValue = { readonly S: string } | { readonly N: string } | { readonly B: string };

/** An item to be built: without a prototype, so that every name is an attribute and nothing else. */
export function emptyItem(): Record<string, AttributeValue> {
  return Object.create(null);
}

export function copyOf(item: Item): Record<string, AttributeValue> {
  return Object.assign(emptyItem(), item);
}

const types: readonly AttributeType[] = ['S', 'N', 'B', 'SS', 'NS', 'BS', 'M', 'L', 'BOOL', 'NULL'];

/** The type of a checked value, which has exactly one. */
export function typeOf(value: AttributeValue): AttributeType {
  for (const type of types) if (type in value) return type;
  throw new TypeError('An attribute value without a type.');
}

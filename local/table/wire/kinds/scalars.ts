import { refuseCollection, type Shape, tokenOf, unreadable, type Violation, violated } from './shape.ts';

const javaText = 'java.lang.String';

export type TextBounds = {
  /** In UTF-16 units, as Java counts. */
  readonly min?: number;
  readonly max?: number;
  /** The whole text must match it. */
  readonly pattern?: string;
  /** Whether a length that is out of bounds is told before a pattern that does not match. */
  readonly lengthFirst?: boolean;
};

export function text(bounds: TextBounds = {}): Shape<string> {
  const { min = 0, max = Number.POSITIVE_INFINITY, pattern, lengthFirst = false } = bounds;
  const expression = pattern === undefined ? undefined : new RegExp(`^(?:${pattern})$`);
  return {
    constraints: [
      lengthConstraints(min, max),
      ...(pattern === undefined ? [] : [`Member must satisfy regular expression pattern: ${pattern}`]),
    ].join(', '),
    java: javaText,
    read: readText,
    check(value) {
      const matches = expression === undefined || expression.test(value);
      if (matches && value.length >= min && value.length <= max) return undefined;
      const mismatch = matches ? [] : [violated(value, `Member must satisfy regular expression pattern: ${pattern}`)];
      const length = lengthViolations(value, value.length, min, max);
      return lengthFirst ? [...length, ...mismatch] : [...mismatch, ...length];
    },
    show: (value) => value,
  };
}

/** One of a few words, in the order in which the service lists them. */
export function oneOf<const T extends string>(...words: readonly T[]): Shape<T> {
  const known = new Set<string>(words);
  const constraint = `Member must satisfy enum value set: [${words.join(', ')}]`;
  return {
    java: javaText,
    read: (value) => readText(value) as T,
    check: (value) => (known.has(value) ? undefined : [violated(value, constraint)]),
    show: (value) => value,
  };
}

export type Range = { readonly min?: number; readonly max?: number };

export const integer = (range: Range = {}): Shape<number> => number('Integer', 2 ** 31, range);
export const long = (range: Range = {}): Shape<number> => number('Long', 2 ** 63, range);

function number(name: 'Integer' | 'Long', size: number, { min, max }: Range): Shape<number> {
  const java = `java.lang.${name}`;
  return {
    java,
    read(value) {
      refuseCollection(value, java);
      if (typeof value !== 'number') throw unreadable(`${tokenOf(value)} cannot be converted to ${name}`);
      return Math.min(Math.max(Math.trunc(value), -size), size - 1);
    },
    check(value) {
      if (min !== undefined && value < min) {
        return [violated(String(value), `Member must have value greater than or equal to ${min}`)];
      }
      if (max !== undefined && value > max) {
        return [violated(String(value), `Member must have value less than or equal to ${max}`)];
      }
      return undefined;
    },
    show: String,
  };
}

/** A text is taken for a truth value when it is one of these. */
const words = new Map([
  ['true', true],
  ['yes', true],
  ['1', true],
  ['false', false],
  ['no', false],
  ['0', false],
]);

export const boolean: Shape<boolean> = {
  java: 'java.lang.Boolean',
  read(value) {
    if (typeof value === 'boolean') return value;
    refuseCollection(value, 'java.lang.Boolean');
    if (typeof value !== 'string') throw unreadable(`${tokenOf(value)} cannot be converted to Boolean`);
    const word = value.toLowerCase();
    if (!words.has(word)) throw unreadable('Unexpected token received from parser');
    return words.get(word) === true;
  },
  check: () => undefined,
  show: String,
};

export function readText(value: unknown): string {
  if (typeof value === 'string') return value;
  refuseCollection(value, javaText);
  throw unreadable(`${tokenOf(value)} cannot be converted to String`);
}

const notBase64 = /[^A-Za-z0-9+/=]/;

/** Base64 of whole groups of four, as it came. */
export function readBlob(value: unknown): string {
  refuseCollection(value, 'java.nio.ByteBuffer');
  if (typeof value !== 'string') throw unreadable('only base-64-encoded strings are convertible to bytes');
  if (value.length % 4 !== 0) {
    throw unreadable(`Base64 encoded length is expected a multiple of 4 bytes but found: ${value.length}`);
  }
  const strange = notBase64.exec(value)?.[0];
  if (strange !== undefined) throw unreadable(`Invalid Base64 character: '${strange}'`);
  if (!isCanonical(value)) throw unreadable('Invalid last non-pad Base64 character dectected');
  return value;
}

/** True when padding stands at the end only and the bits before it are zero. */
function isCanonical(base64: string): boolean {
  const padding = base64.indexOf('=');
  if (padding < 0) return true;
  if (padding < base64.length - 2) return false;
  const last = base64.slice(-4);
  return Buffer.from(last, 'base64').toString('base64') === last;
}

export function lengthViolations(shown: string, length: number, min: number, max: number): Violation[] {
  if (length < min) return [violated(shown, `Member must have length greater than or equal to ${min}`)];
  if (length > max) return [violated(shown, `Member must have length less than or equal to ${max}`)];
  return [];
}

/** As they are told of the keys and values of a map: all of them, whichever is broken. */
export function lengthConstraints(min: number, max: number): string {
  return [
    ...(max === Number.POSITIVE_INFINITY ? [] : [`Member must have length less than or equal to ${max}`]),
    ...(min === 0 ? [] : [`Member must have length greater than or equal to ${min}`]),
  ].join(', ');
}

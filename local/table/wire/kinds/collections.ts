import { lengthViolations } from './scalars.ts';
import { below, type Infer, type Place, type Shape, unreadable, type Violation, violated } from './shape.ts';

type Fields = { readonly [name: string]: Shape<unknown> };

export type Structure<F extends Fields> = {
  readonly [Name in keyof F as F[Name] extends { required: true } ? Name : never]: Infer<F[Name]>;
} & { readonly [Name in keyof F as F[Name] extends { required: true } ? never : Name]?: Infer<F[Name]> };

/** Members by their names in the API; others are ignored. `name` is its class in the service. */
export function structure<F extends Fields>(name: string, fields: F): Shape<Structure<F>> {
  const shapes = new Map<string, Shape<unknown>>(Object.entries(fields));
  const members = Object.entries(fields).map(([field, shape]) => ({ field, at: pathName(field), shape }));
  const java = `class com.amazonaws.dynamodb.v20120810.${name}`;
  return {
    java,
    read(value, place) {
      const given = objectOf(value, place, java);
      const result: Record<string, unknown> = {};
      for (const field in given) {
        const member = given[field];
        if (member === null) continue;
        const shape = shapes.get(field);
        if (shape !== undefined) result[field] = shape.read(member, 'field');
      }
      return result as Structure<F>;
    },
    check(value) {
      const given: Readonly<Record<string, unknown>> = value;
      let found: Violation[] | undefined;
      for (const { field, at, shape } of members) {
        const violations = checkMember(shape, given[field]);
        if (violations !== undefined) found = [...(found ?? []), ...below(at, violations)];
      }
      return found;
    },
    show: (value) => `com.amazonaws.dynamodb.v20120810.${name}@${hashOf(JSON.stringify(value))}`,
  };
}

const absent = [violated('null', 'Member must not be null')];

function checkMember(shape: Shape<unknown>, value: unknown): readonly Violation[] | undefined {
  if (value !== undefined) return shape.check(value);
  return shape.required ? absent : undefined;
}

export type Size = { readonly min?: number; readonly max?: number };

export function list<T>(
  element: Shape<T>,
  { min = 0, max = Number.POSITIVE_INFINITY }: Size = {},
): Shape<readonly T[]> {
  const java = `java.util.List<${className(element)}>`;
  const show = (values: readonly T[]) => `[${values.map((value) => element.show(value)).join(', ')}]`;
  return {
    java,
    read(value) {
      if (typeof value !== 'object') throw unreadable('Unexpected field type');
      if (!Array.isArray(value)) throw unreadable('Start of structure or map found where not expected');
      return value.filter((member) => member !== null).map((member) => element.read(member, 'element'));
    },
    check(values) {
      let found: Violation[] | undefined;
      if (values.length < min || values.length > max) found = lengthViolations(show(values), values.length, min, max);
      for (const [index, value] of values.entries()) {
        const violations = element.check(value);
        if (violations !== undefined) found = [...(found ?? []), ...below(`${index + 1}.member`, violations)];
      }
      return found;
    },
    show,
  };
}

export type MapBounds = Size & {
  readonly key?: Shape<string>;
  /** How long the values, which are lists, may be; the service tells of that at the map, not at the member. */
  readonly members?: Required<Size>;
};

/** Names come as they are: the result has no prototype. */
export function map<T>(element: Shape<T>, bounds: MapBounds = {}): Shape<{ readonly [name: string]: T }> {
  const java = `java.util.Map<java.lang.String, ${className(element)}>`;
  const { min = 0, max = Number.POSITIVE_INFINITY, key, members } = bounds;
  const isBounded = min > 0 || max < Number.POSITIVE_INFINITY;
  const show = (values: { readonly [name: string]: T }) =>
    `{${Object.entries(values)
      .map(([name, value]) => `${name}=${element.show(value)}`)
      .join(', ')}}`;
  return {
    java,
    read(value) {
      if (typeof value !== 'object' || value === null) throw unreadable('Unexpected field type');
      if (Array.isArray(value)) throw unreadable(`Unrecognized collection type ${java}`);
      const result: Record<string, T> = Object.create(null);
      for (const [name, member] of Object.entries(value)) {
        if (member !== null) result[name] = element.read(member, 'element');
      }
      return result;
    },
    check(values) {
      const found: Violation[] = [];
      const size = isBounded ? Object.keys(values).length : 0;
      if (size < min || size > max) found.push(...lengthViolations(show(values), size, min, max));
      for (const name in values) {
        const value = values[name];
        if (value === undefined) continue;
        if (key?.check(name))
          found.push(violated(show(values), `Map keys must satisfy constraint: [${key.constraints}]`));
        if (members && isOutside(value, members)) {
          found.push(violated(show(values), `Map value must satisfy constraint: [${sizeConstraints(members)}]`));
        }
        const violations = element.check(value);
        if (violations !== undefined) found.push(...below(`${name}.member`, violations));
      }
      return found.length === 0 ? undefined : found;
    },
    show,
  };
}

function isOutside(value: unknown, { min, max }: Required<Size>): boolean {
  return Array.isArray(value) && (value.length < min || value.length > max);
}

function sizeConstraints({ min, max }: Required<Size>): string {
  return `Member must have length less than or equal to ${max}, Member must have length greater than or equal to ${min}`;
}

function objectOf(value: unknown, place: Place, java: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) {
    throw unreadable(place === 'field' ? 'Unexpected field type' : 'Unexpected value type in payload');
  }
  if (Array.isArray(value)) throw unreadable(`Unrecognized collection type ${java}`);
  return value as Record<string, unknown>;
}

const className = ({ java }: Shape<unknown>): string => java.replace(/^class /, '');

/** `TableName` stands as `tableName` in a path, `SSESpecification` as `sSESpecification`. */
function pathName(field: string): string {
  return field.charAt(0).toLowerCase() + field.slice(1);
}

/** What Java's `Object.toString` shows of an object is arbitrary: any eight hexadecimal digits. */
function hashOf(text: string): string {
  let hash = 0;
  for (let index = 0; index < text.length; index += 1) hash = (31 * hash + text.charCodeAt(index)) | 0;
  return (hash >>> 0).toString(16);
}

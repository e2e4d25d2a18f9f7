import { invalid } from '#local/table/table-error.ts';
import { lengthConstraints, lengthViolations } from './scalars.ts';
import {
  below,
  type Infer,
  type Place,
  type Shape,
  unreadable,
  unreadableList,
  type Violation,
  violated,
} from './shape.ts';

type Fields = { readonly [name: string]: Shape<unknown> };

export type Structure<F extends Fields> = {
  readonly [Name in keyof F as F[Name] extends { required: true } ? Name : never]: Infer<F[Name]>;
} & { readonly [Name in keyof F as F[Name] extends { required: true } ? never : Name]?: Infer<F[Name]> };

/** Members by their names in the API; others are ignored. `name` is how Java shows it. */
export function structure<F extends Fields>(name: string, fields: F): Shape<Structure<F>> {
  const shapes = new Map<string, Shape<unknown>>(Object.entries(fields));
  const members = Object.entries(fields).map(([field, shape]) => ({ field, at: pathName(field), shape }));
  return {
    read(value, place) {
      const given = objectOf(value, place);
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
    show(value) {
      const given: Readonly<Record<string, unknown>> = value;
      const shown = members.map(({ field, at, shape }) => {
        const member = given[field];
        return `${at}=${member === undefined ? 'null' : shape.show(member)}`;
      });
      return `${name}(${shown.join(', ')})`;
    },
  };
}

const absent = [violated('null', 'Member must not be null')];

function checkMember(shape: Shape<unknown>, value: unknown): readonly Violation[] | undefined {
  if (value !== undefined) return shape.check(value);
  if (shape.missing !== undefined) throw invalid(shape.missing);
  return shape.required ? absent : undefined;
}

export type Size = { readonly min?: number; readonly max?: number };

export function list<T>(
  element: Shape<T>,
  { min = 0, max = Number.POSITIVE_INFINITY }: Size = {},
): Shape<readonly T[]> {
  const show = (values: readonly T[]) => `[${values.map((value) => element.show(value)).join(', ')}]`;
  return {
    constraints: lengthConstraints(min, max),
    read(value, place) {
      if (typeof value !== 'object') throw unreadable(place === 'field' ? 'Unexpected field type' : '');
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

export type MapBounds = Size & { readonly key?: Shape<string> };

/** Names come as they are: the result has no prototype. */
export function map<T>(element: Shape<T>, bounds: MapBounds = {}): Shape<{ readonly [name: string]: T }> {
  const { min = 0, max = Number.POSITIVE_INFINITY, key } = bounds;
  const readName = (name: string) => key?.read(name, 'field') ?? name;
  const isBounded = min > 0 || max < Number.POSITIVE_INFINITY;
  const show = (values: { readonly [name: string]: T }) =>
    `{${Object.entries(values)
      .map(([name, value]) => `${name}=${element.show(value)}`)
      .join(', ')}}`;
  return {
    read(value, place) {
      if (typeof value !== 'object' || value === null)
        throw unreadable(place === 'field' ? 'Unexpected field type' : '');
      if (Array.isArray(value)) throw unreadableList();
      const result: Record<string, T> = Object.create(null);
      for (const [name, member] of Object.entries(value)) {
        if (member !== null) result[readName(name)] = element.read(member, 'element');
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
        const violations = element.check(value);
        if (violations === undefined) continue;
        if (violations.some(isOwn)) {
          found.push(violated(show(values), `Map value must satisfy constraint: [${element.constraints}]`));
        }
        const inner = violations.filter((violation) => !isOwn(violation));
        found.push(...below(`${name}.member`, inner));
      }
      return found.length === 0 ? undefined : found;
    },
    show,
  };
}

/** What a value of a map breaks itself is told of the map, what its members break of them. */
const isOwn = ({ at }: Violation): boolean => at === '';

function objectOf(value: unknown, place: Place): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) {
    throw unreadable(place === 'field' ? 'Unexpected field type' : 'Unexpected value type in payload');
  }
  if (Array.isArray(value)) throw unreadableList();
  return value as Record<string, unknown>;
}

/** `TableName` stands as `tableName` in a path, `SSESpecification` as `sSESpecification`. */
function pathName(field: string): string {
  return field.charAt(0).toLowerCase() + field.slice(1);
}

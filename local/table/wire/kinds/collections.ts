import { invalid, type TableError } from '#local/table/table-error.ts';
import { lengthConstraints, lengthViolations } from './scalars.ts';
import {
  below,
  type Infer,
  javaOf,
  mostViolations,
  type Place,
  readElement,
  type Shape,
  unreadable,
  unreadableElement,
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
  const java = javaOf(name);
  return {
    java,
    empty: () => ({}) as Structure<F>,
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
  const show = (values: readonly T[]) => `[${showSome(values, (value) => element.show(value))}]`;
  return {
    constraints: lengthConstraints(min, max),
    java: `java.util.List<${element.java}>`,
    empty: () => [],
    read(value, place) {
      if (typeof value !== 'object') throw strangeIn(place);
      if (!Array.isArray(value)) throw unreadable('Start of structure or map found where not expected');
      return value.map((member) => readElement(element, member)).filter((member) => member !== undefined);
    },
    check(values) {
      let found: Violation[] | undefined;
      if (values.length < min || values.length > max) found = lengthViolations(show(values), values.length, min, max);
      for (const [index, value] of values.entries()) {
        const violations = element.check(value);
        if (violations !== undefined) found = [...(found ?? []), ...below(`${index + 1}.member`, violations)];
        if (found !== undefined && found.length >= mostViolations) return found;
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
    `{${showSome(Object.keys(values), (name) => `${name}=${element.show(values[name] as T)}`)}}`;
  const java = `java.util.Map<java.lang.String, ${element.java}>`;
  return {
    java,
    read(value, place) {
      if (typeof value !== 'object' || value === null) throw strangeIn(place);
      if (Array.isArray(value)) throw unreadableList(java);
      const result: Record<string, T> = Object.create(null);
      for (const [name, member] of Object.entries(value)) {
        const read = readElement(element, member);
        if (read !== undefined) result[readName(name)] = read;
      }
      return result;
    },
    check(values) {
      const found: Violation[] = [];
      let shown: string | undefined;
      const tell = (constraint: string) => {
        shown ??= show(values);
        found.push(violated(shown, constraint));
      };
      const size = isBounded ? Object.keys(values).length : 0;
      if (size < min || size > max) found.push(...lengthViolations(show(values), size, min, max));
      for (const name in values) {
        const value = values[name];
        if (value === undefined) continue;
        if (found.length >= mostViolations) return found;
        if (key?.check(name)) tell(`Map keys must satisfy constraint: [${key.constraints}]`);
        const violations = element.check(value);
        if (violations === undefined) continue;
        if (violations.some(isOwn)) tell(`Map value must satisfy constraint: [${element.constraints}]`);
        found.push(
          ...below(
            `${name}.member`,
            violations.filter((violation) => !isOwn(violation)),
          ),
        );
      }
      return found.length === 0 ? undefined : found;
    },
    show,
  };
}

const mostShown = 1000;

/** An error must not become many times as long as the 16 MB that caused it. */
function showSome<T>(values: readonly T[], show: (value: T) => string): string {
  const shown = values.slice(0, mostShown).map(show);
  return [...shown, ...(values.length > mostShown ? ['…'] : [])].join(', ');
}

/** What a value of a map breaks itself is told of the map, what its members break of them. */
const isOwn = ({ at }: Violation): boolean => at === '';

/** A single value where a list or a map should be. */
export const strangeIn = (place: Place): TableError =>
  place === 'field' ? unreadable('Unexpected field type') : unreadableElement();

function objectOf(value: unknown, place: Place, java: string): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) {
    throw unreadable(place === 'field' ? 'Unexpected field type' : 'Unexpected value type in payload');
  }
  if (Array.isArray(value)) throw unreadableList(java);
  return value as Record<string, unknown>;
}

/** `TableName` stands as `tableName` in a path, `SSESpecification` as `sSESpecification`. */
function pathName(field: string): string {
  return field.charAt(0).toLowerCase() + field.slice(1);
}

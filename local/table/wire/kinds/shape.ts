import { TableError } from '#local/table/table-error.ts';

/** A value that breaks a constraint: where it stands (`attributeDefinitions.1.member.attributeName`), as Java shows it, and what must hold. */
export type Violation = { readonly at: string; readonly shown: string; readonly constraint: string };

/**
 * What one member of a request may be. One declaration says how it is read from JSON, which constraints hold for it, and its
 * static type, `Infer<typeof shape>`.
 */
export type Shape<T> = {
  /** Only a structure can ask it of its members; what is not required may be absent or null. */
  readonly required?: true;
  /** The whole error when it is required and absent, where the service looks for that before all else. */
  readonly missing?: string;
  /** All constraints in one text, as they are told of the keys of a map. */
  readonly constraints?: string;
  /** Its class in Java, as an error names it: `java.lang.String`. */
  readonly java: string;
  /**
   * From parsed JSON; never gets null, which stands for an absent value. What it is given may be changed or become part of the result.
   * @throws TableError SerializationException
   */
  read(value: unknown, place: Place): T;
  /** What null is in a list or a map: something without members. Where there is no such thing, null is not there. */
  readonly empty?: () => T;
  /** The constraints that the value breaks, with places relative to it; undefined when it breaks none. */
  check(value: T): readonly Violation[] | undefined;
  /** As Java shows it within an error. */
  show(value: T): string;
};

/** Where a value stands changes what the service says of a wrong type: a member of a structure, or of a list or map. */
export type Place = 'field' | 'element';

export type Infer<S> = S extends Shape<infer T> ? T : never;

export function required<T>(shape: Shape<T>, missing?: string): Shape<T> & { readonly required: true } {
  return { ...shape, required: true, ...(missing !== undefined && { missing }) };
}

/** @returns undefined for a null that is not there */
export function readElement<T>({ read, empty }: Shape<T>, value: unknown): T | undefined {
  return value === null ? empty?.() : read(value, 'element');
}

export const unreadable = (message: string): TableError => new TableError('SerializationException', message);

/** A list where none may stand; a map is no class of its own but a type with parameters. */
export const unreadableList = (java: string): TableError =>
  unreadable(`Unrecognized collection type ${java.includes('<') ? '' : 'class '}${java}`);

/** Anything but a list where a list or map stands as an element: Java does not get as far as looking at it. */
export const unreadableElement = (): TableError => unreadable(`class ${parameterized} ${noClass}`);

const parameterized = 'sun.reflect.generics.reflectiveObjects.ParameterizedTypeImpl';
const noClass = `cannot be cast to class java.lang.Class (${parameterized} and java.lang.Class are in module java.base of loader 'bootstrap')`;

/** @throws TableError SerializationException for an array or an object in place of a single value. */
export function refuseCollection(value: unknown, java: string): void {
  if (typeof value !== 'object') return;
  throw Array.isArray(value) ? unreadableList(java) : unreadable('Start of structure or map found where not expected');
}

/** The class in Java of a structure of the API. */
export const javaOf = (structure: string): string => `com.amazonaws.dynamodb.v20120810.${structure}`;

/** As the service calls the token in its error texts. */
export function tokenOf(value: unknown): string {
  if (typeof value === 'string') return 'STRING_VALUE';
  if (typeof value === 'boolean') return value ? 'TRUE_VALUE' : 'FALSE_VALUE';
  return Number.isInteger(value) ? 'NUMBER_VALUE' : 'DECIMAL_VALUE';
}

/** The service tells of no more violations than these; nobody looks for more. */
export const mostViolations = 10;

/** Violations of a member, moved to where they stand in the whole; a path begins with its own name. */
export function below(name: string, violations: readonly Violation[]): Violation[] {
  return violations.map((violation) => ({ ...violation, at: violation.at === '' ? name : `${name}.${violation.at}` }));
}

export function violated(shown: string, constraint: string): Violation {
  return { at: '', shown, constraint };
}

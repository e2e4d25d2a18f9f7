import { invalid } from '#local/table/table-error.ts';
import { type Shape, unreadable, type Violation } from './kinds/shape.ts';

/**
 * A request's input, of the right types and within all constraints.
 * @throws TableError SerializationException for what cannot be read, ValidationException with all constraints that are broken
 */
export function readInput<T>(shape: Shape<T>, body: Buffer): T {
  const input = shape.read(parse(body), 'field');
  const violations = shape.check(input);
  if (violations !== undefined) throw invalid(describe(violations));
  return input;
}

function parse(body: Buffer): unknown {
  let value: unknown;
  try {
    value = JSON.parse(body.toString());
  } catch {
    throw unreadable('');
  }
  if (typeof value !== 'object' || value === null) throw unreadable('');
  return value;
}

/** The service tells of no more than ten. */
const most = 10;

function describe(violations: readonly Violation[]): string {
  const told = violations.slice(0, most);
  const head = `${told.length} validation error${told.length === 1 ? '' : 's'} detected: `;
  return head + told.map(sentence).join('; ');
}

function sentence({ at, shown, constraint }: Violation): string {
  const value = shown === 'null' ? shown : `'${shown}'`;
  return `Value ${value} at '${at}' failed to satisfy constraint: ${constraint}`;
}

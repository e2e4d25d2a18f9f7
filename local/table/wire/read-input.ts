import { isAscii } from 'node:buffer';
import { invalid } from '#local/table/table-error.ts';
import { mostViolations, type Shape, unreadable, type Violation } from './kinds/shape.ts';

/** @throws TableError SerializationException, in which the service says no more than that. */
export function parseBody(body: Buffer): unknown {
  try {
    return JSON.parse(isAscii(body) ? body.toString('latin1') : utf8.decode(body));
  } catch {
    throw unreadable('');
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * A request's input, of the right types and within all constraints.
 * @throws TableError SerializationException for what cannot be read, ValidationException with all constraints that are broken
 */
export function readInput<T>(shape: Shape<T>, value: unknown): T {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw unreadable('');
  const input = shape.read(value, 'field');
  const violations = shape.check(input);
  if (violations !== undefined) throw invalid(describe(violations));
  return input;
}

function describe(violations: readonly Violation[]): string {
  const told = violations.slice(0, mostViolations);
  const head = `${told.length} validation error${told.length === 1 ? '' : 's'} detected: `;
  return head + told.map(sentence).join('; ');
}

function sentence({ at, shown, constraint }: Violation): string {
  const value = shown === 'null' ? shown : `'${shown}'`;
  return `Value ${value} at '${at}' failed to satisfy constraint: ${constraint}`;
}

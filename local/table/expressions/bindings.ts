import type { Path } from '#local/table/expressions/ast.ts';
import type { ParsedPath } from '#local/table/expressions/parsed.ts';
import { invalid } from '#local/table/table-error.ts';
import type { AttributeValue } from '#local/table/values/attribute-value.ts';

/** What a request means by the names and values that its expressions refer to. */
export type Bindings = {
  /** @throws TableError when a name is not defined */
  readonly path: (parsed: ParsedPath) => Path;
  /** @throws TableError when the value is not defined */
  readonly value: (reference: string) => AttributeValue;
  /** @throws TableError when some name or value has not been asked for */
  readonly refuseUnused: () => void;
};

export function bindings(names: ReadonlyMap<string, string>, values: ReadonlyMap<string, AttributeValue>): Bindings {
  const used = new Set<string>();
  const nameOf = (step: string): string => {
    if (!step.startsWith('#')) return step;
    const name = names.get(step);
    if (name === undefined) {
      throw invalid(`An expression attribute name used in the document path is not defined; attribute name: ${step}`);
    }
    used.add(step);
    return name;
  };
  const refuse = (parameter: string, given: ReadonlyMap<string, unknown>): void => {
    const unused = [...given.keys()].filter((key) => !used.has(key));
    if (unused.length > 0) {
      throw invalid(`Value provided in ${parameter} unused in expressions: keys: {${unused.join(', ')}}`);
    }
  };
  return {
    path: (parsed) => parsed.map((step) => (typeof step === 'number' ? step : nameOf(step))),
    value: (reference) => {
      const value = values.get(reference);
      if (value === undefined) {
        throw invalid(`An expression attribute value used in expression is not defined; attribute value: ${reference}`);
      }
      used.add(reference);
      return value;
    },
    refuseUnused: () => {
      refuse('ExpressionAttributeNames', names);
      refuse('ExpressionAttributeValues', values);
    },
  };
}

import jsonata from 'jsonata';
import { remembered } from '#shared/remembered.ts';
import { type DirectPath, directPath, pick } from './direct-path.ts';
import { QueryFault } from './failure.ts';
import type { Json } from './json.ts';
import { addFunctions, type Surroundings, surroundingFunctions } from './jsonata-functions.ts';
import type { Maybe } from './maybe.ts';
import { limitSteps } from './step-limit.ts';

const KEPT = { most: 5_000, longest: 65_536 };
/**
 * `ambient`: it may ask for the time or for chance. `contextual`: it may look at the context object, which is then made.
 * `recursive`: it defines functions, which may call themselves for ever. Most expressions only pick, which `direct` does
 * without the evaluator.
 */
type Compiled = {
  expression: jsonata.Expression;
  ambient: boolean;
  recursive: boolean;
  contextual: boolean;
  direct: DirectPath | undefined;
};

/** The JSONata between `{%` and `%}`, or undefined when the text is a constant. */
export function expressionIn(text: string): string | undefined {
  return text.startsWith('{%') && text.endsWith('%}') && text.length >= 4 ? text.slice(2, -2).trim() : undefined;
}

const compile = remembered(KEPT, (source): Compiled => {
  const expression = jsonata(source);
  addFunctions(expression);
  const ambient = /\$(now|millis|uuid|random|shuffle)\b/.test(source);
  const contextual = /\$states(?!\s*\.\s*(?:input|result|errorOutput)\b)/.test(source);
  const recursive = /\bfunction\b|λ/.test(source);
  return { expression, ambient, recursive, contextual, direct: directPath(expression.ast()) };
});

/** An expression of its own for one evaluation, because the count of its steps is that evaluation's. */
function bounded(source: string): jsonata.Expression {
  const expression = jsonata(source);
  addFunctions(expression);
  limitSteps(expression);
  return expression;
}

/** Values as JSONata leaves them (sequences, holes, functions) become plain JSON; undefined when there is none. */
function plain(value: unknown): Json | undefined {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (Array.isArray(value)) return Array.from(value, (item) => plain(item) ?? null);
  if (typeof value !== 'object' || '_jsonata_lambda' in value || '_jsonata_function' in value) return undefined;
  const fields: [string, Json][] = [];
  for (const [key, item] of Object.entries(value)) {
    const field = plain(item);
    if (field !== undefined) fields.push([key, field]);
  }
  return Object.fromEntries(fields);
}

const thrown = (error: unknown): string => {
  if (!(error instanceof Object) || !('message' in error)) return String(error);
  return 'code' in error ? `${error.code}: ${error.message}` : String(error.message);
};

/** The variables of an expression, `$states` among them, with the context object or without. */
export type Bind = (withContext: boolean) => Record<string, unknown>;

/** Evaluates one expression. `field` is the path in the state that it stands in, for the sentence of the failure. */
export function evaluate(source: string, field: string, bind: Bind, surroundings: Surroundings): Maybe<Json> {
  const compiledSource = compile(source);
  const bindings = bind(compiledSource.contextual);
  const picked = compiledSource.direct && pick(compiledSource.direct, bindings);
  return picked === undefined ? evaluateFully(compiledSource, source, field, bindings, surroundings) : picked[0];
}

async function evaluateFully(
  { expression, ambient, recursive }: Compiled,
  source: string,
  field: string,
  bindings: Record<string, unknown>,
  surroundings: Surroundings,
): Promise<Json> {
  const told = `The JSONata expression '${source}' specified for the field '${field}'`;
  let value: unknown;
  try {
    const all = ambient ? { ...surroundingFunctions(surroundings), ...bindings } : bindings;
    value = await (recursive ? bounded(source) : expression).evaluate(undefined, all);
  } catch (error) {
    throw new QueryFault(field, `${told} threw an error during evaluation. ${thrown(error)}`);
  }
  const result = plain(value);
  if (result === undefined) throw new QueryFault(field, `${told} returned nothing (undefined).`);
  return result;
}

import type jsonata from 'jsonata';
import { isObject, type Json } from './json.ts';

/** An expression that only picks: a variable and the names of fields in it, like `$states.input.customer.id`. */
export type DirectPath = { variable: string; fields: readonly string[] };

const PLAIN_NODE = ['type', 'value', 'position'];
const isPlain = (node: jsonata.ExprNode): boolean => Object.keys(node).every((key) => PLAIN_NODE.includes(key));

/** Reads a parsed expression as a direct path; undefined when there is more in it. */
export function directPath(ast: jsonata.ExprNode): DirectPath | undefined {
  const [first, ...names] = ast.steps ?? [ast];
  if (Object.keys(ast).some((key) => key !== 'steps' && !PLAIN_NODE.includes(key))) return undefined;
  if (first?.type !== 'variable' || !isPlain(first) || first.value === '' || first.value === '$') return undefined;
  if (!names.every((step) => step.type === 'name' && isPlain(step))) return undefined;
  return { variable: String(first.value), fields: names.map((step) => String(step.value)) };
}

/**
 * What the path picks, in a list of one. Undefined when there is nothing, and when the way leads through an array, where
 * JSONata maps and flattens: then the evaluator must be asked. The bindings hold nothing but JSON.
 */
export function pick({ variable, fields }: DirectPath, bindings: Record<string, unknown>): [Json] | undefined {
  let value: unknown = Object.hasOwn(bindings, variable) ? bindings[variable] : undefined;
  for (const field of fields) {
    if (!isObject(value) || !Object.hasOwn(value, field)) return undefined;
    value = value[field];
  }
  return isJson(value) ? [value] : undefined;
}

const isJson = (value: unknown): value is Json => value !== undefined;

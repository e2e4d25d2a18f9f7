import { expressionIn } from './expression.ts';
import type { Json } from './json.ts';

const constants = new WeakMap<object, boolean>();

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

/** True when no text in the template is an expression, so that it stands for itself. */
function isConstant(template: Json): boolean {
  if (typeof template === 'string') return expressionIn(template) === undefined;
  if (typeof template !== 'object' || template === null) return true;
  const known = constants.get(template);
  if (known !== undefined) return known;
  const constant = (isList(template) ? template : Object.values(template)).every(isConstant);
  constants.set(template, constant);
  return constant;
}

/** A JSON template with the expressions in it replaced by their values; `field` names its place for failures. */
export async function render(
  template: Json,
  field: string,
  evaluate: (source: string, field: string) => Promise<Json>,
): Promise<Json> {
  if (isConstant(template)) return template;
  if (typeof template === 'string') return evaluate(expressionIn(template) ?? '', field);
  if (typeof template !== 'object' || template === null) return template;
  if (isList(template)) {
    const items: Json[] = [];
    for (const [index, item] of template.entries()) items.push(await render(item, `${field}[${index}]`, evaluate));
    return items;
  }
  const fields: [string, Json][] = [];
  for (const [key, value] of Object.entries(template))
    fields.push([key, await render(value, `${field}/${key}`, evaluate)]);
  return Object.fromEntries(fields);
}

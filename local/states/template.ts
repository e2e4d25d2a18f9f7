import { remembered } from '#shared/remembered.ts';
import { expressionIn } from './expression.ts';
import type { Json } from './json.ts';
import { allOf, andThen, type Maybe } from './maybe.ts';

/** A template as it is rendered: what is constant in it stands for itself. */
type Plan =
  | { is: 'constant'; value: Json }
  | { is: 'expression'; source: string }
  | { is: 'list'; items: readonly Plan[] }
  | { is: 'object'; keys: readonly string[]; values: readonly Plan[] };

const plans = new WeakMap<object, Plan>();
const KEPT = { most: 5_000, longest: 65_536 };

const isList = (value: Json): value is readonly Json[] => Array.isArray(value);

function planOf(template: Json): Plan {
  if (typeof template === 'string') return planOfText(template);
  if (typeof template !== 'object' || template === null) return { is: 'constant', value: template };
  const known = plans.get(template);
  if (known !== undefined) return known;
  const keys = Object.keys(template);
  const values = (isList(template) ? template : Object.values(template)).map(planOf);
  const made: Plan = isList(template) ? { is: 'list', items: values } : { is: 'object', keys, values };
  const plan: Plan = values.every(({ is }) => is === 'constant') ? { is: 'constant', value: template } : made;
  plans.set(template, plan);
  return plan;
}

const planOfText = remembered(KEPT, (text): Plan => {
  const source = expressionIn(text);
  return source === undefined ? { is: 'constant', value: text } : { is: 'expression', source };
});

type Evaluate = (source: string, field: string) => Maybe<Json>;

/** A JSON template with the expressions in it replaced by their values; `field` names its place for failures. */
export const render = (template: Json, field: string, evaluate: Evaluate): Maybe<Json> =>
  renderPlan(planOf(template), field, evaluate);

function renderPlan(plan: Plan, field: string, evaluate: Evaluate): Maybe<Json> {
  switch (plan.is) {
    case 'constant':
      return plan.value;
    case 'expression':
      return evaluate(plan.source, field);
    case 'list':
      return allOf(plan.items.map((item, index) => renderPlan(item, `${field}[${index}]`, evaluate)));
    case 'object': {
      const { keys, values } = plan;
      const rendered = allOf(values.map((value, index) => renderPlan(value, `${field}/${keys[index]}`, evaluate)));
      return andThen(rendered, (found) => Object.fromEntries(found.map((value, index) => [keys[index] ?? '', value])));
    }
    default:
      return plan satisfies never;
  }
}

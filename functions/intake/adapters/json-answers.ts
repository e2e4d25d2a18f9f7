import { type Answer, scalars } from '#functions/intake/fields/answer.ts';

type Json = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isScalar = (value: unknown): boolean => value === null || typeof value !== 'object';

const nameKeys = ['name', 'key', 'id', 'field', 'label', 'question', 'title'];
const valueKeys = ['value', 'values', 'answer', 'answers'];

const textAt = (object: Json, keys: readonly string[]): string | undefined =>
  keys.map((key) => object[key]).find((value): value is string => typeof value === 'string' && value !== '');

/** `{label: "Full name", value: "Ada"}`, as many form builders write one answer. */
const asAnswer = (object: Json, key: string | undefined): Answer | undefined => {
  const at = valueKeys.find((name) => Object.hasOwn(object, name));
  const name = key ?? textAt(object, nameKeys);
  if (at === undefined || name === undefined) return undefined;
  const value = object[at];
  if (!isScalar(value) && !(Array.isArray(value) && value.every(isScalar))) return undefined;
  const label = textAt(object, ['label', 'question', 'title']);
  return { key: name, values: scalars(value), ...(label === undefined ? {} : { label }) };
};

/**
 * The answers in any JSON: flat keys, nested objects (`company.name`), lists of values, and lists or maps of
 * `{label, value}` pairs. The caller has limited the depth.
 */
export const jsonAnswers = (value: unknown, path = ''): Answer[] => {
  if (isScalar(value)) return path === '' ? [] : [{ key: path, values: scalars(value) }];
  if (Array.isArray(value)) {
    if (value.every(isScalar)) return path === '' ? [] : [{ key: path, values: scalars(value) }];
    return value.flatMap((item: unknown, index) => {
      const answer = isObject(item) ? asAnswer(item, undefined) : undefined;
      return answer === undefined ? jsonAnswers(item, `${path}.${index}`) : [answer];
    });
  }
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) => {
    const inner = path === '' ? key : `${path}.${key}`;
    const answer = isObject(item) ? asAnswer(item, inner) : undefined;
    return answer === undefined ? jsonAnswers(item, inner) : [answer];
  });
};

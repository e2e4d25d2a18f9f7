/**
 * One answer of a form in a shape that all providers share.
 *
 * `key` is the provider's machine name, `label` the text that the person saw. `values` has one entry per value in the
 * order given: none when the field was left blank. `choices` are the texts that could be ticked, where the provider
 * tells them; `hint` is what the provider knows about the field's type.
 */
export type Answer = {
  readonly key: string;
  readonly label?: string;
  readonly aliases?: readonly string[];
  readonly values: readonly string[];
  readonly choices?: readonly string[];
  readonly hint?: AnswerHint;
};

type AnswerHint = 'email' | 'phone' | 'website' | 'checkbox' | 'consent';

export const labelOf = (answer: Answer): string => cleanLabel(answer.label ?? answer.key);

/** Labels are written by form builders: line breaks, markdown stars, runs of blanks and `[]` are layout, not text. */
export const cleanLabel = (label: string): string =>
  label
    .toWellFormed()
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .replace(/\*+|\[\]$/g, '')
    .trim();

/** The values of an answer in one text, without blanks. */
export const textOf = (answer: Answer): string =>
  answer.values
    .map((value) => value.trim())
    .filter(Boolean)
    .join(', ');

/** Everything by which a mapping may name this answer. */
export const namesOf = (answer: Answer): readonly string[] => [
  answer.key,
  ...(answer.label === undefined ? [] : [answer.label]),
  ...(answer.aliases ?? []),
];

const scalar = (value: unknown): string[] => {
  if (typeof value === 'string') return value === '' ? [] : [value];
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'bigint') return [String(value)];
  return [];
};

/** Strings, numbers and booleans of a JSON value, or of a flat list of them; objects and null give nothing. */
export const scalars = (value: unknown): string[] => (Array.isArray(value) ? value.flatMap(scalar) : scalar(value));

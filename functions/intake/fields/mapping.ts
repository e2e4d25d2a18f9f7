import { ConsentPurpose } from '#contracts/submission.ts';
import { type Answer, labelOf, namesOf } from './answer.ts';
import type { MappedConsent } from './consent.ts';
import { purposeOf } from './consent-words.ts';
import { exactName } from './field-name.ts';
import { type Target, targets } from './vocabulary.ts';

/**
 * What a source says of its form, from our names to the provider's.
 *
 * - a target (`email`, `company`, …) or `consent.<purpose>` -> key, label or ref of the provider's field;
 * - `$text.<purpose or field>` -> the text shown beside a box, for forms that post `on` and nothing more;
 * - `$country` -> ISO 3166 code for phone numbers without `+`; `$locale` -> `it` or `en` where the form does not say;
 * - `$id` -> field with the delivery's own id; `$honeypot` -> field that people do not see.
 */
export type Mapping = Readonly<Record<string, string>>;

export const settingOf = (mapping: Mapping | undefined, name: string): string | undefined =>
  mapping !== undefined && Object.hasOwn(mapping, name) ? mapping[name] : undefined;

/** Whether the provider's field `name` is this answer: exactly, or by the same words. */
export const isNamed = (answer: Answer, name: string): boolean => {
  const names = namesOf(answer);
  if (names.includes(name)) return true;
  const wanted = exactName(name);
  return wanted !== '' && names.some((candidate) => candidate.length <= 500 && exactName(candidate) === wanted);
};

export const mappedTarget = (answer: Answer, mapping: Mapping | undefined): Target | undefined =>
  targets.find((target) => {
    const name = settingOf(mapping, target);
    return name !== undefined && isNamed(answer, name);
  });

export const mappedConsent = (answer: Answer, mapping: Mapping | undefined): MappedConsent => {
  const purpose = ConsentPurpose.options.find((option) => {
    const name = settingOf(mapping, `consent.${option}`);
    return name !== undefined && isNamed(answer, name);
  });
  const texts = Object.entries(mapping ?? {}).filter(([name]) => name.startsWith('$text.'));
  const read = purpose ?? purposeOf(labelOf(answer)) ?? purposeOf(answer.key);
  const text = texts.find(([name]) => isNamed(answer, name.slice(6)) || name.slice(6) === read)?.[1];
  return { purpose, text };
};

import type { ConsentPurpose, FormConsent } from '#contracts/submission.ts';
import { type Answer, cleanLabel, labelOf } from './answer.ts';
import { isStatement, purposeOf, verdict } from './consent-words.ts';

/** What the source's mapping says of a box: it wins over what the words say. */
export type MappedConsent = { readonly purpose?: ConsentPurpose | undefined; readonly text?: string | undefined };

/**
 * The consents in one answer; none when it asks for none.
 *
 * An answer is one box (`on`, `sì`, `false`, its own label, a sentence like `Accetto …`) or a list of ticked texts. The
 * text is the mapped one, else the ticked sentence where that names the purpose, else the label.
 */
export const consentsOf = (answer: Answer, mapped: MappedConsent = {}): FormConsent[] => {
  const field = mapped.purpose ?? purposeOf(mapped.text ?? labelOf(answer)) ?? purposeOf(answer.key);
  const isList = answer.values.length > 1 || (answer.choices ?? []).some((choice) => purposeOf(choice) !== undefined);
  const granted = isList ? undefined : verdict(answer.values[0] ?? '', labelOf(answer));
  const found = granted === undefined ? listed(answer, field) : boxed(answer, field, mapped, granted);
  if (found.length > 0 || mapped.purpose === undefined) return found;
  return [{ purpose: mapped.purpose, text: mapped.text ?? labelOf(answer), granted: false }];
};

const boxed = (
  answer: Answer,
  field: ConsentPurpose | undefined,
  mapped: MappedConsent,
  granted: boolean,
): FormConsent[] => {
  const sentence = granted && mapped.text === undefined ? sentenceIn(answer, field) : undefined;
  const text = mapped.text ?? sentence ?? labelOf(answer);
  const known = mapped.purpose ?? (sentence === undefined ? undefined : purposeOf(sentence)) ?? field;
  const purpose = known ?? (answer.hint === 'consent' ? 'privacy-notice' : undefined);
  return purpose === undefined || text === '' ? [] : [{ purpose, text, granted }];
};

/** The ticked value where it says more than "yes": three words or more that name a purpose, at least as closely as the label. */
const sentenceIn = (answer: Answer, field: ConsentPurpose | undefined): string | undefined => {
  const sentence = cleanLabel(answer.values[0] ?? '');
  const purpose = sentence.length > 2000 || sentence.split(' ').length < 3 ? undefined : purposeOf(sentence);
  const isVaguer = purpose === 'privacy-notice' && field !== undefined && field !== purpose;
  return purpose === undefined || isVaguer ? undefined : sentence;
};

/** "Marketing" under "Your department" asks for nothing: the field or the text itself must speak of consent. */
const listed = (answer: Answer, field: ConsentPurpose | undefined): FormConsent[] => {
  const ticked = answer.values.map(cleanLabel);
  const offered = [...new Set([...(answer.choices ?? []).map(cleanLabel), ...ticked])];
  return offered.flatMap((text) => {
    const purpose = purposeOf(text);
    const asks = field !== undefined || answer.hint === 'consent' || isStatement(text);
    return purpose === undefined || !asks || verdict(text, '') === false
      ? []
      : [{ purpose, text, granted: ticked.includes(text) }];
  });
};

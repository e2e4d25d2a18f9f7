import type { Submission } from '#contracts/submission.ts';
import { type Refused, refuse } from '#functions/intake/adapters/refusal.ts';
import { addressesOf } from './address.ts';
import { type Answer, labelOf, namesOf, textOf } from './answer.ts';
import { campaignOf } from './campaign.ts';
import type { FilledForm } from './filled-form.ts';
import { normaliseLocale } from './locale.ts';
import { type Mapping, settingOf } from './mapping.ts';
import { compact, companyOf, personOf } from './person.ts';
import { freeText, holdsScript, injectionIn, oneLine } from './plain-text.ts';
import { type SortedAnswers, sortAnswers } from './sort-answers.ts';
import type { Target } from './vocabulary.ts';
import { normaliseWebsite } from './website.ts';

/** The longest text of a target in characters, the most fields and values of a form: far above any real one. */
const longest = 300;
const longestWebsite = 2000;
const mostFields = 500;
const mostValues = 2000;

/**
 * A filled form in our words, or why it is refused: `body-broken` (too many fields), `spam`, `field-injection`, `field-too-long`, `no-usable-address`.
 *
 * Answers that mean nothing to us, and those that turned out not to be what their field asks for, are kept in `extra`.
 */
export const toSubmission = async (form: FilledForm, mapping: Mapping | undefined): Promise<Submission | Refused> => {
  const values = form.answers.reduce((count, answer) => count + answer.values.length, 0);
  if (form.answers.length > mostFields || values > mostValues) {
    return refuse('body-broken', `The form has more than ${mostFields} fields or ${mostValues} values. Send fewer.`);
  }
  const sorted = sortAnswers(form.answers, mapping);
  if (sorted.trapped !== undefined) {
    return refuse(
      'spam',
      `The field "${shown(sorted.trapped)}", which people do not see, was filled in. Leave it empty.`,
    );
  }
  const unfit = unfitField(sorted) ?? scriptIn(form.answers);
  if (unfit !== undefined) return unfit;

  const of = (target: Target): readonly Answer[] => sorted.byTarget.get(target) ?? [];
  const text = (target: Target): string | undefined =>
    oneLine(textOf(of(target)[0] ?? { key: target, values: [] })) || undefined;
  const addresses = await addressesOf(
    of('email'),
    of('phone'),
    settingOf(mapping, '$country') ?? isoCountry(text('country')),
  );
  if (addresses.email === undefined && addresses.phone === undefined)
    return noAddress(form.answers, of('email'), of('phone'));

  const used = new Set<Answer>([...addresses.used, ...usedOf(sorted)]);
  return compact<Submission>({
    dedupeKey: form.dedupeKey,
    submittedAt: form.submittedAt,
    person: personOf(text, addresses),
    company: await companyOf(text, addresses.email),
    locale: normaliseLocale(text('locale')) ?? form.locale ?? normaliseLocale(settingOf(mapping, '$locale')),
    message: freeText(textOf(of('message')[0] ?? { key: 'message', values: [] })) || undefined,
    extra: extraOf([...sorted.others, ...[...sorted.byTarget.values()].flat().filter((answer) => !used.has(answer))]),
    consents: sorted.consents,
    campaign: campaignOf([...Object.entries(form.campaign ?? {}), ...sorted.traces]),
  });
};

const shown = (name: string): string => oneLine(name).slice(0, 60);

const isoCountry = (country: string | undefined): string | undefined =>
  country !== undefined && /^[a-z]{2}$/i.test(country) ? country : undefined;

const unfitField = (sorted: SortedAnswers): Refused | undefined => {
  for (const [target, answers] of sorted.byTarget) {
    if (target === 'message') continue;
    const most = target === 'website' ? longestWebsite : longest;
    for (const answer of answers) {
      const field = `The field "${shown(labelOf(answer))}" (${target})`;
      if (textOf(answer).length > most) {
        return refuse('field-too-long', `${field} is longer than ${most} characters. Shorten it.`);
      }
      const injection = answer.values.map(injectionIn).find((found) => found !== undefined);
      if (injection !== undefined) {
        return refuse('field-injection', `${field} contains ${injection}. Send it as one line of plain text.`);
      }
    }
  }
  return undefined;
};

const scriptIn = (answers: readonly Answer[]): Refused | undefined => {
  const found = answers.find((answer) => [...namesOf(answer), ...answer.values].some(holdsScript));
  return found === undefined
    ? undefined
    : refuse('field-injection', `The field "${shown(labelOf(found))}" contains a script. Send it as plain text.`);
};

const noAddress = (answers: readonly Answer[], emails: readonly Answer[], phones: readonly Answer[]): Refused => {
  const invalid = [...emails, ...phones].map((answer) => `"${shown(labelOf(answer))}"`);
  const seen = answers.slice(0, 12).map((answer) => `"${shown(labelOf(answer))}"`);
  return refuse(
    'no-usable-address',
    invalid.length > 0
      ? `The form has no valid e-mail address and no valid phone number: what was given in ${invalid.join(', ')} is neither. Correct it and send the form again.`
      : `No field of the form was recognised as an e-mail address or a phone number (fields: ${seen.join(', ') || 'none'}). Add one, or name it in the mapping of the source: {"email": "<field>"}.`,
  );
};

/** The first answer of each target, where it could be taken as what the field asks for. */
const usedOf = (sorted: SortedAnswers): Answer[] =>
  [...sorted.byTarget].flatMap(([target, answers]) => {
    const first = answers[0];
    if (first === undefined || target === 'email' || target === 'phone') return [];
    if (target === 'locale' && normaliseLocale(textOf(first)) === undefined) return [];
    if ((target === 'website' || target === 'companyDomain') && normaliseWebsite(textOf(first)) === undefined)
      return [];
    return [first];
  });

const extraOf = (answers: readonly Answer[]): Record<string, string> => {
  const extra = new Map<string, string>();
  for (const answer of answers) {
    const label = labelOf(answer).slice(0, 200) || answer.key.slice(0, 200);
    const text = freeText(textOf(answer));
    if (label === '' || label === '__proto__' || text === '') continue;
    let name = label;
    for (let copy = 2; extra.has(name); copy += 1) name = `${label} (${copy})`;
    extra.set(name, text);
  }
  return Object.fromEntries(extra);
};

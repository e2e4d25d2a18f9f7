import { type Answer, textOf } from '#functions/intake/fields/answer.ts';
import { normaliseEmail } from '#functions/intake/fields/email.ts';

/** What an entry holds beside the answers. */
const metadata = new Set(
  (
    'id form_id post_id date_created date_updated is_starred is_read ip user_agent currency payment_status payment_date payment_amount ' +
    'payment_method transaction_id transaction_type is_fulfilled created_by status source_id is_approved'
  ).split(' '),
);

type Parts = ReadonlyMap<string, Answer>;

const at = (parts: Parts, part: string): string => textOf(parts.get(part) ?? { key: part, values: [] });

const has = (parts: Parts, ...wanted: string[]): boolean => wanted.every((part) => parts.has(part));

/**
 * A field of several inputs: `2.3` and `2.6` are given and family name, `4.1` to `4.6` an address, `5.1` with its text in
 * `5.2` and a revision number in `5.3` a consent, all others the boxes of a list, of which the ticked ones have a value.
 */
const compound = (field: string, parts: Parts): Answer[] => {
  const part = (number: string, name: string): Answer => ({
    key: `${field}.${number}`,
    label: name,
    values: parts.get(number)?.values ?? [],
  });
  if (has(parts, '3', '6') && !has(parts, '1') && !has(parts, '5'))
    return [part('3', 'First name'), part('6', 'Last name')];
  if (has(parts, '1', '3', '5', '6') && !has(parts, '7')) {
    return [
      part('1', 'Address'),
      part('3', 'City'),
      part('4', 'Province'),
      part('5', 'Postal code'),
      part('6', 'Country'),
    ];
  }
  if (at(parts, '1') === '1' && at(parts, '2') !== '' && /^\d*$/.test(at(parts, '3')) && !has(parts, '4')) {
    return [{ key: field, label: at(parts, '2'), values: ['1'], hint: 'consent' }];
  }
  const ticked = [...parts.values()].map(textOf).filter(Boolean);
  return ticked.length === 0 ? [] : [{ key: field, values: ticked }];
};

/**
 * The answers of an entry as "all fields" sends it, keyed by input numbers. Such keys carry no labels: an e-mail address is
 * known by its look, the rest by the mapping of the source. Keys that the admin chose stay as they are.
 */
export const gravityAnswers = (answers: readonly Answer[]): Answer[] => {
  const isEntry = answers.some(({ key }) => key === 'form_id') && answers.some(({ key }) => key === 'date_created');
  const own = answers.filter(({ key }) => !isEntry || !metadata.has(key));
  const groups = Map.groupBy(own, ({ key }) => /^(\d+)\.\d+$/.exec(key)?.[1]);
  const single = (answer: Answer): Answer =>
    /^\d+$/.test(answer.key) && normaliseEmail(answer.values[0] ?? '') !== undefined
      ? { ...answer, hint: 'email' }
      : answer;
  return [...groups].flatMap(([field, members]) =>
    field === undefined
      ? members.map(single)
      : compound(field, new Map(members.map((answer) => [answer.key.slice(field.length + 1), answer]))),
  );
};

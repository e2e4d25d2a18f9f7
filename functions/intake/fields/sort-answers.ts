import type { FormConsent } from '#contracts/submission.ts';
import { type Answer, textOf } from './answer.ts';
import { campaignField } from './campaign.ts';
import { consentsOf } from './consent.ts';
import { isHoneypot, isHousekeeping } from './housekeeping.ts';
import { isNamed, type Mapping, mappedConsent, mappedTarget, settingOf } from './mapping.ts';
import { recognise, type Target } from './vocabulary.ts';

/** The answers of one form by what they mean. `trapped` names the invisible field that was filled in. */
export type SortedAnswers = {
  readonly byTarget: Map<Target, Answer[]>;
  readonly consents: FormConsent[];
  readonly traces: [string, string][];
  readonly others: Answer[];
  trapped?: string;
};

const companionText = (answers: readonly Answer[], answer: Answer): string | undefined =>
  answers.find(({ key }) => key === `${answer.key}_text` || key === `${answer.key}_label`)?.values[0];

const isCompanion = (answers: readonly Answer[], { key }: Answer): boolean =>
  /_(text|label)$/.test(key) &&
  answers.some((other) => other.key === key.replace(/_(text|label)$/, '') && consentsOf(other).length > 0);

/** The mapping of the source comes first, then campaign traces, the usual names, consents; what is left goes to `others`. */
export const sortAnswers = (answers: readonly Answer[], mapping: Mapping | undefined): SortedAnswers => {
  const sorted: SortedAnswers = { byTarget: new Map(), consents: [], traces: [], others: [] };
  const trap = settingOf(mapping, '$honeypot');
  const take = (target: Target, answer: Answer): void => {
    if (textOf(answer) !== '') sorted.byTarget.set(target, [...(sorted.byTarget.get(target) ?? []), answer]);
  };
  for (const answer of answers) {
    const consent = mappedConsent(answer, mapping);
    const target = mappedTarget(answer, mapping);
    if (target !== undefined) take(target, answer);
    else if (consent.purpose !== undefined) sorted.consents.push(...consentsOf(answer, consent));
    else if (trap === undefined ? isHoneypot(answer.key) : isNamed(answer, trap)) {
      if (textOf(answer) !== '') sorted.trapped ??= answer.key;
    } else if (!isHousekeeping(answer.key) && !isCompanion(answers, answer)) {
      sortByName(
        sorted,
        answer,
        () => consentsOf(answer, { text: consent.text ?? companionText(answers, answer) }),
        take,
      );
    }
  }
  return sorted;
};

const sortByName = (
  sorted: SortedAnswers,
  answer: Answer,
  consents: () => FormConsent[],
  take: (target: Target, answer: Answer) => void,
): void => {
  if ([answer.key, answer.label].some((name) => name !== undefined && campaignField(name) !== undefined)) {
    const name = campaignField(answer.key) === undefined ? (answer.label ?? answer.key) : answer.key;
    sorted.traces.push([name, textOf(answer)]);
    return;
  }
  const target = recognise(answer);
  if (target !== undefined) {
    take(target, answer);
    return;
  }
  const found = consents();
  if (found.length > 0) sorted.consents.push(...found);
  else if (textOf(answer) !== '') sorted.others.push(answer);
};

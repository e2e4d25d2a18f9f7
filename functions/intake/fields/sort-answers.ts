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
  const rest = answers.filter((answer) => !takeTarget(sorted, mappedTarget(answer, mapping), answer));
  const trap = settingOf(mapping, '$honeypot');
  for (const answer of rest) {
    const consent = mappedConsent(answer, mapping);
    if (consent.purpose !== undefined) sorted.consents.push(...consentsOf(answer, consent));
    else if (trap === undefined ? isHoneypot(answer.key) : isNamed(answer, trap)) {
      if (textOf(answer) !== '') sorted.trapped ??= answer.key;
    } else if (!isHousekeeping(answer.key) && !isCompanion(answers, answer)) {
      sortByName(sorted, answer, consent.text ?? companionText(answers, answer));
    }
  }
  adoptNested(sorted);
  return sorted;
};

/** `opportunity.buyer.email`: where no other field gives an address, the last word under whatever parent does. */
const adoptNested = (sorted: SortedAnswers): void => {
  for (const target of ['email', 'phone'] as const) {
    const isMeant = ({ key, values }: Answer): boolean =>
      key.includes('.') && recognise({ key: key.slice(key.lastIndexOf('.') + 1), values }) === target;
    const at = sorted.byTarget.has(target) ? -1 : sorted.others.findIndex(isMeant);
    const [answer] = at < 0 ? [] : sorted.others.splice(at, 1);
    if (answer !== undefined) takeTarget(sorted, target, answer);
  }
};

/** Blank answers are of no use to a target, and done with. */
const takeTarget = (sorted: SortedAnswers, target: Target | undefined, answer: Answer): boolean => {
  if (target === undefined) return false;
  if (textOf(answer) !== '') sorted.byTarget.set(target, [...(sorted.byTarget.get(target) ?? []), answer]);
  return true;
};

const sortByName = (sorted: SortedAnswers, answer: Answer, consentText: string | undefined): void => {
  const trace = [answer.key, answer.label ?? ''].find((name) => campaignField(name) !== undefined);
  if (trace !== undefined) {
    sorted.traces.push([trace, textOf(answer)]);
    return;
  }
  if (takeTarget(sorted, recognise(answer), answer)) return;
  const consents = consentsOf(answer, { text: consentText });
  if (consents.length > 0) sorted.consents.push(...consents);
  else if (textOf(answer) !== '') sorted.others.push(answer);
};

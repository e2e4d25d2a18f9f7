import type { ConsentPurpose } from '#contracts/submission.ts';
import { remembered } from '#shared/remembered.ts';

/** First match wins: a box that names several purposes counts for the one that asks for most. */
const purposes: readonly (readonly [ConsentPurpose, RegExp])[] = [
  ['third-parties', /\b(terze parti|soggetti terzi|societa terze|partner commerciali|third part(y|ies))\b/],
  ['profiling', /\b(profilazione|profilare|profiling)\b/],
  [
    'marketing',
    /\b(marketing|newsletters?|promozional[ei]|pubblicitari[eo]|promotional|advertising|opt ?in|mailing ?list|(comunicazioni|finalita|informazioni|iniziative) commerciali|(ricevere|inviar\w+|invio|receive|send me|get) (\p{L}+ ){0,4}(comunicazioni|aggiornamenti|offerte|novita|e ?mails?|communications?|updates?|offers|news))\b/u,
  ],
  ['terms', /\b(termini|condizioni|terms|tos)\b/],
  [
    'privacy-notice',
    /\b(privacy|informativa|gdpr|2016 679|679 2016|trattamento (\p{L}+ ){0,2}dati|data protection|data processing|dati personali|personal data|consen[st]\p{L}*|accettazione|acceptance|acconsent\p{L}*)\b/u,
  ],
];

const yes =
  /^(on|true|yes|y|si|1|ok|checked|accept|accepted|accetto|accettato|acconsento|concedo|presto il consenso|do il consenso|autorizzo|agree|agreed|i agree|i accept|i consent|consent|consento|granted|subscribed|selected|vero|x)\b/;
const no =
  /^(0|off|false|no|n|non|falso|nego|rifiuto|unchecked|declined|denied|not|i do not|i don t|none|null|disagree|deny)\b/;
const statement =
  /^(ho letto|ho preso visione|dichiaro|voglio|vorrei|desidero|iscrivimi|i have read|i ve read|i want|i would like|i d like|i understand|sign me up|keep me|send me|subscribe)\b/;

const plain = (text: string): string =>
  text
    .slice(0, 4000)
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();

/** Of the labels and boxes of a form, which are the same at each delivery. */
const kept = { most: 1_000, longest: 1_000 };

/** What a box asks for, by the words beside it in English or Italian; `undefined` when they ask for no consent. */
export const purposeOf = remembered(kept, (text): ConsentPurpose | undefined => {
  const words = plain(text);
  return purposes.find(([, pattern]) => pattern.test(words))?.[0];
});

/** True for `Accetto …`, `I have read …`: a text that grants by being ticked. */
export const isStatement = (text: string): boolean => yes.test(plain(text)) || statement.test(plain(text));

/** Granted, refused, or `undefined` when the value is neither: free text grants nothing. A blank is a refusal. */
export const verdict = (value: string, label: string): boolean | undefined => {
  const words = plain(value);
  if (words === '' || no.test(words)) return false;
  return isStatement(value) || words === plain(label) ? true : undefined;
};

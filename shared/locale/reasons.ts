import type { Locale } from '#domain/customer.ts';
import type { Reason } from '#domain/explanation.ts';
import { Duration, durationSeconds } from '#domain/time.ts';
import * as en from './en/reasons.ts';
import * as it from './it/reasons.ts';
import { dictionary } from './locale.ts';

const texts = { it, en };

type Facts = Record<string, string | number>;

/** The sentence of a reason in the reader's language; a code without a sentence is shown as it is. */
export function explain({ code, facts }: Reason, locale: Locale): string {
  const template = (texts[locale].reasons as Record<string, string>)[code] ?? code;
  return fill(template, translated(facts, locale)).trim();
}

/** A word of the house in the reader's language; somebody's own text as it is. */
export function purposeText(purpose: string, locale: Locale): string {
  const words: Readonly<Record<string, string>> = texts[locale].purposes;
  return (Object.hasOwn(words, purpose) ? words[purpose] : undefined) ?? purpose;
}

/** A line of evidence: what it is about and what it says, amounts in the reader's format. */
export function evidenceLine({ code, facts }: Reason, locale: Locale): { label: string; value: string } {
  const [label, template] = (texts[locale].evidence as Record<string, readonly [string, string]>)[code] ?? [code, ''];
  const { minor, currency } = facts;
  const amount = typeof minor === 'number' ? { amount: amountText(minor, String(currency), locale) } : {};
  const distance = facts.distance === undefined ? {} : { distance: distanceText(String(facts.distance), locale) };
  return { label, value: fill(template, { ...translated(facts, locale), ...amount, ...distance }) };
}

/** How far off the second choice was, `marginMinor +120000, purchases +1`, in words and whole units of money. */
function distanceText(distance: string, locale: Locale): string {
  const { distances } = texts[locale];
  const number = new Intl.NumberFormat(locale, { maximumFractionDigits: 0, signDisplay: 'always' });
  return distance
    .split(', ')
    .map((part) => {
      const [name = '', by = ''] = part.split(' ');
      const known = distances[name];
      if (known) return `${known} ${number.format(name.endsWith('Minor') ? Number(by) / 100 : Number(by))}`;
      const within = Duration.safeParse(/^a purchase within (\S+)$/.exec(part)?.[1]);
      return within.success ? fill(distances.recent ?? '', { days: durationSeconds(within.data) / 86_400 }) : part;
    })
    .join(', ');
}

export function amountText(minor: number, currency: string, locale: Locale): string {
  return new Intl.NumberFormat(locale, { style: 'currency', currency, maximumFractionDigits: 0 }).format(minor / 100);
}

export function benefitText(code: string, locale: Locale): string {
  return texts[locale].benefits[code] ?? code;
}

export function winText(code: string, locale: Locale): string {
  return texts[locale].wins[code] ?? code;
}

export function letters(locale: Locale): typeof it.letters {
  return texts[locale].letters;
}

export function fill(template: string, facts: Facts): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => String(facts[name] ?? ''));
}

/** Codes inside facts (a class, a level, what is missing) become words too. */
function translated(facts: Facts, locale: Locale): Facts {
  const { words } = dictionary(locale);
  const lists: Record<string, Record<string, string>> = {
    class: words.class,
    level: words.level,
    target: words.level,
    missing: words.missing,
    reasons: words.reason,
    channel: words.channel,
    model: texts[locale].models,
  };
  return Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [
      name,
      String(value)
        .split(', ')
        .map((word) => (lists[name]?.[word] ?? word).replace(/\.$/, ''))
        .join(', '),
    ]),
  );
}

import type { Chance } from './chance.ts';
import { names } from './names.ts';
import type { DemoCompany } from './rows.ts';
import { agentsIn } from './team.ts';
import { legalForms, trades } from './words.ts';

const places = [
  { share: 65, country: 'IT', locale: 'it', timeZone: 'Europe/Rome' },
  { share: 25, country: 'GB', locale: 'en', timeZone: 'Europe/London' },
  { share: 10, country: 'IE', locale: 'en', timeZone: 'Europe/Dublin' },
] as const;

const sizes = [
  { share: 35, from: 8, to: 40 },
  { share: 40, from: 41, to: 180 },
  { share: 20, from: 181, to: 900 },
  { share: 5, from: 901, to: 4_000 },
];

/** A company under a name that none of `taken` has. */
export function makeCompany(key: string, line: number, chance: Chance, taken: Set<string>): DemoCompany {
  const { share: _, ...place } = chance.weighted(places);
  const trade = chance.pick(trades);
  const name = freeName(chance, trade[place.locale], place.locale, taken);
  const { from, to } = chance.weighted(sizes);
  const employees = chance.between(from, to);
  const owner = chance.pick(agentsIn(place.country));
  return {
    line,
    key,
    name: `${name} ${chance.pick(legalForms[place.locale])}`,
    domain: `${slug(name)}.example`,
    ...(chance.percent(92) && { sector: trade.sector }),
    ...(chance.percent(85) && { employees, revenueMinor: employees * chance.between(90, 260) * 100_000 }),
    ...place,
    ownerKey: owner.key,
  };
}

function freeName(chance: Chance, trade: readonly string[], locale: 'it' | 'en', taken: Set<string>): string {
  const one = () => chance.pick(names[locale].last);
  for (;;) {
    const family = chance.percent(30) ? `${one()} ${locale === 'it' ? 'e' : '&'} ${one()}` : one();
    const name = locale === 'it' ? `${chance.pick(trade)} ${family}` : `${family} ${chance.pick(trade)}`;
    if (taken.has(slug(name))) continue;
    taken.add(slug(name));
    return name;
  }
}

/** Small ASCII letters, digits and dashes: fit for addresses. */
export function slug(text: string): string {
  const ascii = text.normalize('NFD').replace(/[\u0300-\u036f’']/g, '');
  return ascii
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

import type { Chance } from './chance.ts';
import { slug } from './companies.ts';
import { names } from './names.ts';
import type { DemoCompany, DemoPerson } from './rows.ts';
import { consentText, posts } from './words.ts';

type Person = Omit<DemoPerson, 'line'>;

/** One to four people of a company; a few have no address yet, some no consent, so that there is something to ask for. */
export function makePeople(company: DemoCompany, chance: Chance, phones: Phones): Person[] {
  const locale = company.locale ?? 'it';
  const taken = new Set<string>();
  return posts.slice(0, chance.between(1, 4)).map((post): Person => {
    const name = freeName(chance, locale, taken);
    const phone = chance.percent(60) ? phones(company.country ?? 'IT') : undefined;
    return {
      companyKey: company.key,
      name,
      ...(chance.percent(93) && { email: `${slug(name).replaceAll('-', '.')}@${company.domain}` }),
      ...(phone !== undefined && { phone }),
      role: post[locale],
      dmuRole: post.dmuRole,
      ...(chance.percent(85) && {
        consents: [{ purpose: 'marketing' as const, granted: chance.percent(90), text: consentText[locale] }],
      }),
    };
  });
}

function freeName(chance: Chance, locale: 'it' | 'en', taken: Set<string>): string {
  for (;;) {
    const name = `${chance.pick(names[locale].first)} ${chance.pick(names[locale].last)}`;
    if (taken.has(name)) continue;
    taken.add(name);
    return name;
  }
}

export type Phones = (country: string) => string | undefined;

/**
 * Numbers that reach nobody, each given once: of the British ones the thousand that Ofcom keeps for fiction, and Italian and Irish
 * ones whose exchange is 000.
 * Source: https://www.ofcom.org.uk/phones-and-broadband/phone-numbers/numbers-for-drama
 */
export function createPhones(): Phones {
  const given = new Map<string, number>();
  return (country) => {
    const number = given.get(country) ?? 0;
    given.set(country, number + 1);
    const last = String(number).padStart(4, '0');
    if (country === 'GB') return number < 1_000 ? `+44 20 7946 ${last}` : undefined;
    if (number >= 10_000) return undefined;
    return country === 'IE' ? `+353 1 000 ${last}` : `+39 02 000 ${last}`;
  };
}

import type { Submission } from '#contracts/submission.ts';
import { companySize } from '#domain/company-size.ts';
import type { Details } from '#domain/events.ts';
import type { Capturing } from '#functions/capture-customer.ts';
import type { Source } from '#shared/ports.ts';

/** A filled form as a contact: a company where the form names one, else the person. */
export function capturingOf(submission: Submission, source: Source, now: string): Capturing {
  const { person, dedupeKey, message, extra, consents, campaign } = submission;
  const name = nameOf(submission);
  return {
    details: detailsOf(submission, source, name),
    contact: {
      person: {
        name,
        ...(person.email && { email: person.email }),
        ...(person.phone && { phone: person.phone }),
        ...(person.jobTitle && { role: person.jobTitle }),
      },
      consents,
      origin: source.name,
      summary: message?.slice(0, 5_000) ?? '',
      answers: { ...extra, ...campaign },
    },
    ownerId: source.ownerId,
    now,
    by: { kind: 'source', id: source.id },
    delivery: `${source.id}#${dedupeKey}`,
  };
}

function nameOf({ person }: Submission): string {
  const parts = [person.givenName, person.familyName].filter(Boolean).join(' ');
  return person.name ?? (parts || person.email?.split('@')[0] || person.phone || '');
}

function detailsOf({ person, company, locale }: Submission, source: Source, name: string): Details {
  const business = company?.name ?? company?.domain;
  const employees = company?.size ? companySize(company.size) : undefined;
  const country = countryOf(person.country, person.phone);
  return {
    name: business ?? name,
    kind: business ? 'company' : 'person',
    country,
    locale: locale ?? source.locale ?? (country === 'IT' ? 'it' : 'en'),
    timeZone: zones[country] ?? 'Europe/Rome',
    competitors: [],
    ...(company?.domain && { domain: company.domain }),
    ...(company?.sector && { sector: company.sector }),
    ...(employees !== undefined && { employees }),
  };
}

/** Capital's zone of the countries that forms most often come from; a person's own zone is set on the card. */
const zones: Readonly<Record<string, string>> = {
  IT: 'Europe/Rome',
  CH: 'Europe/Zurich',
  FR: 'Europe/Paris',
  DE: 'Europe/Berlin',
  AT: 'Europe/Vienna',
  ES: 'Europe/Madrid',
  GB: 'Europe/London',
  IE: 'Europe/Dublin',
  US: 'America/New_York',
};

const names: Readonly<Record<string, string>> = {
  italia: 'IT',
  italy: 'IT',
  svizzera: 'CH',
  switzerland: 'CH',
  francia: 'FR',
  france: 'FR',
  germania: 'DE',
  germany: 'DE',
  austria: 'AT',
  spagna: 'ES',
  spain: 'ES',
  'united kingdom': 'GB',
  'regno unito': 'GB',
  ireland: 'IE',
  irlanda: 'IE',
  'united states': 'US',
  usa: 'US',
  'stati uniti': 'US',
};

const prefixes: readonly (readonly [string, string])[] = [
  ['+39', 'IT'],
  ['+41', 'CH'],
  ['+33', 'FR'],
  ['+49', 'DE'],
  ['+43', 'AT'],
  ['+34', 'ES'],
  ['+44', 'GB'],
  ['+353', 'IE'],
  ['+1', 'US'],
];

function countryOf(country: string | undefined, phone: string | undefined): string {
  const word = country?.trim() ?? '';
  if (/^[A-Za-z]{2}$/.test(word)) return word.toUpperCase();
  return names[word.toLowerCase()] ?? prefixes.find(([prefix]) => phone?.startsWith(prefix))?.[1] ?? 'IT';
}

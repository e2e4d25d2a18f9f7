import type { SubmissionCompany, SubmissionPerson } from '#contracts/submission.ts';
import type { Addresses } from './address.ts';
import { companyDomain } from './company-domain.ts';
import type { Target } from './vocabulary.ts';
import { normaliseWebsite } from './website.ts';

/** The text of a target, one line, `undefined` when it was left blank. */
export type TextOf = (target: Target) => string | undefined;

/** Without the keys whose value is `undefined`. */
export const compact = <T extends object>(values: { [K in keyof T]: T[K] | undefined }): T =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T;

/** "Nome" beside "Cognome" is the given name; alone it is the whole name. */
export const personOf = (text: TextOf, addresses: Addresses): SubmissionPerson => {
  const family = text('familyName');
  const given = text('givenName') ?? (family === undefined ? undefined : text('name'));
  const whole = text('givenName') === undefined && family !== undefined ? undefined : text('name');
  return compact<SubmissionPerson>({
    name: whole ?? ([given, family].filter((part) => part !== undefined).join(' ') || undefined),
    givenName: given,
    familyName: family,
    jobTitle: text('jobTitle'),
    email: addresses.email,
    phone: addresses.phone,
    city: text('city'),
    country: text('country'),
  });
};

export const companyOf = async (text: TextOf, email: string | undefined): Promise<SubmissionCompany | undefined> => {
  const website = normaliseWebsite(text('website') ?? '');
  const written = normaliseWebsite(text('companyDomain') ?? '')?.host;
  const company = compact<SubmissionCompany>({
    name: text('company'),
    domain: await companyDomain([written, website?.host], email),
    website: website?.url,
    vat:
      text('vat')
        ?.replace(/[\s.-]/g, '')
        .toUpperCase() || undefined,
    size: text('companySize'),
    sector: text('sector'),
  });
  return Object.keys(company).length === 0 ? undefined : company;
};

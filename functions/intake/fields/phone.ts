/** ISO 3166 code of the country whose numbers are written without `+`, unless the source's mapping says another one. */
const homeCountry = 'IT';

let library: Promise<typeof import('libphonenumber-js/min')> | undefined;

/**
 * E.164, or `undefined` when it is no phone number.
 *
 * A number written with its country code needs a possible length only: who writes `+` means it, and the numbering plans
 * that the library knows lag behind the world. A national one must be valid in `country`, because that is our guess.
 *
 * libphonenumber is loaded at the first number, so that a cold start does not pay for it.
 */
export const normalisePhone = async (text: string, country: string = homeCountry): Promise<string | undefined> => {
  const written = text
    .normalize('NFKC')
    .trim()
    .replace(/^(?:tel|cell|phone|p)[.:]+\s*/i, '')
    .replace(/^\(\s*((?:\+|00)\d{1,4})\s*\)/, '$1 ');
  if (written.length > 60 || !/\d{4}/.test(written.replace(/\D/g, ''))) return undefined;
  library ??= import('libphonenumber-js/min');
  const { isSupportedCountry, parsePhoneNumberFromString } = await library;
  const region = country.trim().toUpperCase();
  const number = parsePhoneNumberFromString(written, {
    defaultCountry: isSupportedCountry(region) ? region : homeCountry,
    extract: false,
  });
  const isPhone = /^(\+|00)/.test(written) ? number?.isPossible() : number?.isValid();
  return isPhone ? number?.number : undefined;
};

/** As `normalisePhone`, so that the number is found however it is asked for; what is no number stays as somebody wrote it. */
export const writtenPhone = async (text: string, country?: string): Promise<string> =>
  (await normalisePhone(text, country)) ?? text;

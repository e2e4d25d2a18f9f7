/** `it` or `en` from a language's name or tag in either language (`it-IT`, `Italiano`, `English`); `undefined` for others. */
export const normaliseLocale = (text: string | undefined): 'it' | 'en' | undefined => {
  const name = text?.trim().toLowerCase() ?? '';
  if (/^(it|ita|italian|italiano)([-_].*)?$/.test(name)) return 'it';
  return /^(en|eng|english|inglese)([-_].*)?$/.test(name) ? 'en' : undefined;
};

/** The first language of an Accept-Language header that we write in (RFC 9110, 12.5.4; browsers send them in order). */
export const acceptedLocale = (header: string | undefined): 'it' | 'en' | undefined =>
  header
    ?.slice(0, 500)
    .split(',')
    .map((range) => normaliseLocale(range.split(';')[0]))
    .find((locale) => locale !== undefined);

/**
 * Keys by which two records are taken for the same person or company. A key is for comparing, never for showing;
 * it is `undefined` when nothing that identifies is left.
 */

/** Without accents, case and punctuation; dots go, so that `S.r.l.` is one word, and `&` and `and` are the Italian `e`. */
const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\p{M}.’'`´]/gu, '')
    .replace(/ß/g, 'ss')
    .replace(/&/g, ' e ')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .map((word) => (word === 'and' ? 'e' : word));

const present = (key: string): string | undefined => (key === '' ? undefined : key);

/** ASCII form (IDNA) of a host name in lower case, without a trailing dot: `Bücher.DE` and `xn--bcher-kva.de` are one. */
export const domainKey = (domain: string): string | undefined => {
  const name = domain.trim();
  if (name === '' || /[\s/@:?#\\[\]%<>]/.test(name)) return undefined;
  const host = URL.parse(`http://${name}`)?.hostname.replace(/\.$/, '');
  return host?.split('.').includes('') ? undefined : host;
};

/** Local part in lower case, domain by `domainKey`. Dots and `+tags` stay: they belong to the address. */
export const emailKey = (email: string): string | undefined => {
  const address = email.trim().normalize('NFC');
  const at = address.lastIndexOf('@');
  const domain = domainKey(address.slice(at + 1));
  return at < 1 || domain === undefined ? undefined : `${address.slice(0, at).toLowerCase()}@${domain}`;
};

/** Expects E.164; anything else has no key. */
export const phoneKey = (phone: string): string | undefined => {
  const digits = phone.replace(/[\s().-]/g, '');
  return /^\+[1-9]\d{3,14}$/.test(digits) ? digits : undefined;
};

/** With the joiner that is left over in `& Co.` and `GmbH & Co. KG`. */
const legalForms = new Set(
  (
    'srl srls spa snc sas sapa ss scarl scpa scrl soc societa coop cooperativa onlus aps asd ets ' +
    'ltd limited llc llp lp plc inc incorporated corp corporation co company ' +
    'e gmbh ag kg kgaa ohg ug mbh eg ev sa sarl sasu eurl bv nv ab oy oyj as asa sl slu lda kft sro doo zoo pty'
  ).split(' '),
);

/** How many words at the end are a legal form, which may be spelt by letters: `S. r. l.` */
const legalFormAt = (words: string[]): number =>
  [5, 4, 3, 2, 1].find((count) => {
    const last = words.slice(-count);
    return count < words.length && legalForms.has(last.join('')) && (count === 1 || last.every(isLetter));
  }) ?? 0;

const isLetter = (word: string): boolean => word.length === 1;

/** Name without its legal form, accents, case and punctuation: `Rossi & Figli S.r.l.` and `ROSSI E FIGLI srl` are one. */
export const companyKey = (name: string): string | undefined => {
  const words = wordsOf(name);
  for (let count = legalFormAt(words); count > 0; count = legalFormAt(words)) words.splice(-count);
  return present(words.join(' '));
};

const titles = new Set(
  'dott dottssa dr dssa ing avv arch geom rag prof profssa sig sigra signor signora mr mrs ms miss'.split(' '),
);

/** Words of a name in alphabetical order, without titles: Italian forms write the family name first as often as last. */
export const personKey = (name: string): string | undefined => {
  const words = wordsOf(name);
  const core = words.filter((word) => !titles.has(word));
  return present((core.length > 0 ? core : words).sort().join(' '));
};

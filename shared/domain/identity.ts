/**
 * Keys by which two records are taken for the same person or company. A key is for comparing, never for showing;
 * it is `undefined` when nothing that identifies is left.
 */

const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/[’'`´]/g, '')
    .replace(/&|\band\b/g, ' e ')
    .replace(/[^\p{L}\p{N}.]+/gu, ' ')
    .trim();

const present = (key: string): string | undefined => (key === '' ? undefined : key);

/** ASCII form (IDNA) of a host name in lower case, without a trailing dot: `Bücher.DE` and `xn--bcher-kva.de` are one. */
export const domainKey = (domain: string): string | undefined => {
  const name = domain.trim().replace(/\.$/, '');
  if (name === '' || /[\s/@:?#\\[\]%<>]/.test(name)) return undefined;
  const url = URL.parse(`http://${name}`);
  return url === null ? undefined : present(url.hostname);
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

const withoutDots = (word: string): string => word.replaceAll('.', '');

/** Name without its legal form, accents, case and punctuation: `Rossi & Figli S.r.l.` and `ROSSI E FIGLI srl` are one. */
export const companyKey = (name: string): string | undefined => {
  const joined = plain(name).replace(/\b(?:\p{L}\.? ){2,4}(?=\p{L}\.?$)/gu, (letters) => letters.replaceAll(' ', ''));
  const words = joined.split(' ').map(withoutDots).filter(Boolean);
  const core = [...words];
  while (core.length > 1 && legalForms.has(core.at(-1) ?? '')) core.pop();
  return present(core.join(' '));
};

const titles = new Set(
  'dott dottssa dr dssa ing avv arch geom rag prof profssa sig sigra signor signora mr mrs ms miss'.split(' '),
);

/** Words of a name in alphabetical order, without titles: Italian forms write the family name first as often as last. */
export const personKey = (name: string): string | undefined => {
  const words = plain(name).split(' ').map(withoutDots).filter(Boolean);
  const core = words.filter((word) => !titles.has(word));
  return present((core.length > 0 ? core : words).sort().join(' '));
};

/** No company on earth has more people. */
const most = 10_000_000;

const lessThan = /(?:^|\s)(?:meno di|meno che|sotto(?: i| le)?|inferiore a|under|below|less than|fewer than)\s*$|<\s*$/;

/** Either groups of three behind dots, commas, spaces or apostrophes, or plain digits; then a fraction, then thousands in words. */
const number =
  /(?<whole>\d{1,3}(?:(?<group>[.,'’\s])\d{3})(?:\k<group>\d{3})*(?!\d)|\d+)(?:[.,](?<fraction>\d+))?(?:\s?(?<thousand>k|mila|thousand)(?![a-z]))?/;

/**
 * People of a company as somebody wrote it into a form: Italian and English thousands (`1.200`, `1,200`, `1 200`, `1,5 mila`),
 * the beginning of a range (`50-100`, `da 50 a 100`), the bound of an open one (`500+`, `più di 500`, `meno di 10`).
 * @returns undefined when it says no number, or one that no company has.
 */
export function companySize(text: string): number | undefined {
  const said = text.normalize('NFKC').trim().toLowerCase();
  const found = number.exec(said);
  const { whole = '', group, fraction = '', thousand } = found?.groups ?? {};
  const before = said.slice(0, found?.index);
  if (!found || /[-−–]\s*$/.test(before)) return undefined;
  const digits = group ? whole.replaceAll(group, '') : whole;
  const written = Number(`${digits}.${fraction || 0}`) * (thousand ? 1000 : 1);
  const people = Math.floor(written) - (lessThan.test(before) ? 1 : 0);
  return people >= 0 && people <= most ? people : undefined;
}

import type { PortfolioReport } from '#contracts/http/reports.ts';
import type { Language } from '#local/cli/terminal.ts';
import { type Cell, textTable } from '#local/cli/text-table.ts';
import { en } from './words-en.ts';
import { it } from './words-it.ts';

type Words = typeof it;
type Counts = PortfolioReport['stages'];

/** The portfolio as text for people. `names`: of the users, by id. */
export function renderReport(report: PortfolioReport, names: ReadonlyMap<string, string>, language: Language): string {
  const words = { it, en }[language];
  const { sections } = words;
  const section = (title: string, body: string) => (body === '' ? [] : [`${title}\n\n${body}`]);
  return [
    head(report, words, language),
    ...section(sections.portfolio, classByLevel(report, words)),
    ...section(sections.stages, countTable(listed(report.stages, words.stage), words)),
    ...section(sections.cycles, countTable(cycles(report.cycles, words), words)),
    ...section(sections.done, countTable(listed(report.done, words.event), words)),
    ...section(sections.sent, mails(report, words)),
    ...section(sections.decisions, decisions(report, words)),
    ...section(sections.next, nextActions(report, words)),
    ...section(sections.owners, countTable(owners(report, names, words), words)),
  ].join('\n\n');
}

function head({ at, customers, period }: PortfolioReport, words: Words, language: Language): string {
  const format = { dateStyle: 'full', timeStyle: 'short', timeZone: 'UTC' } as const;
  const moment = new Intl.DateTimeFormat(language === 'it' ? 'it-IT' : 'en-GB', format).format(new Date(at));
  return [`${words.title} ${moment} (UTC)`, fill(words.customers, customers), counted(period, words)].join('\n');
}

function counted({ from, until }: PortfolioReport['period'], { period }: Words): string {
  const both = { from: from ?? '', until: until ?? '' };
  if (from && until) return fill(period.both, both);
  if (from) return fill(period.from, both);
  return until ? fill(period.until, both) : period.all;
}

function classByLevel({ portfolio }: PortfolioReport, words: Words): string {
  const levels = Object.entries(words.level);
  const rows = Object.entries(words.class).flatMap(([key, name]): Cell[][] => {
    const counts = portfolio[key];
    return counts === undefined ? [] : [[name, ...levels.map(([level]) => counts[level] ?? 0), sum(counts)]];
  });
  if (rows.length === 0) return '';
  const total = levels.map(([level]) => sum(Object.values(portfolio).map((counts) => counts[level] ?? 0)));
  const heading = ['', ...levels.map(([, name]) => name), words.columns.total];
  return table([heading, ...rows, [words.columns.total, ...total, sum(total)]]);
}

/** Those of the words that were counted, in the order of the words. */
function listed(counts: Counts, words: Readonly<Record<string, string>>): Cell[][] {
  return Object.entries(words).flatMap(([key, name]) => (counts[key] === undefined ? [] : [[name, counts[key]]]));
}

function cycles(counts: Counts, words: Words): Cell[][] {
  return Object.keys(counts)
    .sort((a, b) => Number(a) - Number(b))
    .map((number) => [fill(words.cycle, { number }), counts[number] ?? 0]);
}

function mails({ sent, done }: PortfolioReport, words: Words): string {
  const kinds: Record<string, string> = words.mail;
  const { all, notSent } = words.mails;
  const rows = ranked(sent).map(([kind, count]): Cell[] => [kinds[kind] ?? kind, count]);
  const failed: Cell[][] = done.MailNotSent === undefined ? [] : [[notSent, done.MailNotSent]];
  return countTable(rows.length === 0 ? failed : [...rows, [all, sum(sent)], ...failed], words);
}

function decisions({ done, decisions: taken }: PortfolioReport, words: Words): string {
  const asked = countTable(listed(done, words.review), words);
  const rows = Object.entries(words.decision).flatMap(([key, name]): Cell[][] => {
    const [decided = 0, byDefault = 0] = [taken[`${key}/decided`], taken[`${key}/default`]];
    return decided + byDefault === 0 ? [] : [[name, decided, byDefault]];
  });
  const { what, decided, byDefault } = words.columns;
  const answered = rows.length === 0 ? '' : table([[what, decided, byDefault], ...rows]);
  return [asked, answered].filter((part) => part !== '').join('\n\n');
}

function nextActions({ nextActions: { overdue, byPurpose } }: PortfolioReport, words: Words): string {
  const purposes: Record<string, string> = words.purpose;
  const rows = ranked(byPurpose).map(([key, count]): Cell[] => [purposes[key] ?? key, count]);
  if (rows.length === 0) return '';
  return `${countTable(rows, words)}\n\n  ${fill(words.overdue, { overdue })}`;
}

function owners({ nextActions }: PortfolioReport, names: ReadonlyMap<string, string>, words: Words): Cell[][] {
  const name = (id: string) => (id === 'system' ? words.system : (names.get(id) ?? id));
  return ranked(nextActions.byOwner).map(([id, count]) => [name(id), count]);
}

function countTable(rows: readonly Cell[][], { columns }: Words): string {
  return rows.length === 0 ? '' : table([[columns.what, columns.count], ...rows]);
}

function table(rows: readonly (readonly Cell[])[]): string {
  return textTable(rows, '  ');
}

function ranked(counts: Counts): [string, number][] {
  return Object.entries(counts).sort(([a, m], [b, n]) => n - m || a.localeCompare(b));
}

function sum(counts: Counts | readonly number[]): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}

function fill(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
}

import { PortfolioReport } from '#contracts/http/reports.ts';
import { apiFor } from '#local/cli/http/api-for.ts';
import { renderReport } from '#local/cli/report/render.ts';
import { languageOf, type Terminal } from '#local/cli/terminal.ts';
import { allUsers } from './users.ts';

export type ReportOptions = {
  readonly json?: boolean;
  readonly from?: string;
  readonly until?: string;
  readonly lang?: string;
  readonly url?: string;
};

/** Prints the portfolio: a table for people, or the answer of the API as it is. */
export async function report(options: ReportOptions, terminal: Terminal): Promise<void> {
  const language = languageOf(options.lang, terminal.env);
  const api = await apiFor({ ...options, language }, terminal);
  const { from, until } = options;
  const period = new URLSearchParams({ ...(from && { from }), ...(until && { until }) }).toString();
  const portfolio = await api.get(`/reports/portfolio${period && `?${period}`}`, PortfolioReport);
  if (options.json === true) {
    terminal.out(JSON.stringify(portfolio, null, 2));
    return;
  }
  const names = new Map((await allUsers(api)).map(({ id, name }) => [id, name]));
  terminal.out(renderReport(portfolio, names, language));
}

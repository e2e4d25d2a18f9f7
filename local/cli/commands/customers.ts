import { CustomerSummary } from '#contracts/http/customers.ts';
import { allPages } from '#local/cli/http/all-pages.ts';
import { apiFor } from '#local/cli/http/api-for.ts';
import { languageOf, type Terminal } from '#local/cli/terminal.ts';
import { textTable } from '#local/cli/text-table.ts';

export type CustomersOptions = {
  readonly email?: string;
  readonly limit: number;
  readonly lang?: string;
  readonly url?: string;
};

/** Customers in the order of their next action. */
export async function customers({ email, limit, lang, url }: CustomersOptions, terminal: Terminal): Promise<void> {
  const language = languageOf(lang, terminal.env);
  const api = await apiFor({ language, ...(url !== undefined && { url }) }, terminal);
  const path = email === undefined ? '/customers' : `/customers?${new URLSearchParams({ email })}`;
  const found = await allPages(api, path, CustomerSummary, limit);
  const rows = found.map((customer) => {
    const { id, name, stage, level, nextAction } = customer;
    const due = nextAction === null ? '' : nextAction.dueAt.slice(0, 16).replace('T', ' ');
    return [id, name, customer.class ?? '', level, stage, due, nextAction?.purpose ?? ''];
  });
  terminal.out(textTable([['id', 'name', 'class', 'level', 'stage', 'next (UTC)', 'purpose'], ...rows]));
}

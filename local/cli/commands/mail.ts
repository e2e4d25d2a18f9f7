import { z } from 'zod';
import { apiFor } from '#local/cli/http/api-for.ts';
import type { Terminal } from '#local/cli/terminal.ts';
import { textTable } from '#local/cli/text-table.ts';

const MailPage = z.object({
  items: z.array(z.looseObject({ id: z.string(), to: z.string(), subject: z.string(), at: z.string() })),
});

export type MailOptions = { readonly to?: string; readonly limit: number; readonly url?: string };

/** What the local mailbox holds, newest first. */
export async function mail({ to, limit, ...options }: MailOptions, terminal: Terminal): Promise<void> {
  const api = await apiFor(options, terminal);
  const query = new URLSearchParams({ limit: String(limit), ...(to !== undefined && { to }) });
  const { items } = await api.get(`/local/mail?${query}`, MailPage);
  const rows = items.map(({ at, to: recipients, subject }) => [at.slice(0, 16).replace('T', ' '), recipients, subject]);
  terminal.out(textTable([['at (UTC)', 'to', 'subject'], ...rows]));
  terminal.out(`\nTo read them: ${api.url}/local/mailbox`);
}

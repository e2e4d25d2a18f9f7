import { UserView } from '#contracts/http/users.ts';
import { allPages } from '#local/cli/http/all-pages.ts';
import type { Api } from '#local/cli/http/api.ts';
import { apiFor } from '#local/cli/http/api-for.ts';
import type { Terminal } from '#local/cli/terminal.ts';
import { textTable } from '#local/cli/text-table.ts';

export function allUsers(api: Api) {
  return allPages(api, '/users', UserView);
}

/** Who works with Percorso. */
export async function users(options: { url?: string }, terminal: Terminal): Promise<void> {
  const all = await allUsers(await apiFor(options, terminal));
  const names = new Map(all.map(({ id, name }) => [id, name]));
  const rows = all.map(({ name, email, role, managerId, region, timeZone }) => [
    name,
    email,
    role,
    managerId === null ? '' : (names.get(managerId) ?? managerId),
    region ?? '',
    timeZone,
  ]);
  terminal.out(textTable([['name', 'e-mail', 'role', 'manager', 'region', 'time zone'], ...rows]));
}

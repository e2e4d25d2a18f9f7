import type { z } from 'zod';
import { type ImportKind, importRows, type RowResult, rowSchemas } from '#contracts/http/imports.ts';
import { endpoint, httpFunction } from '#functions/http-function.ts';
import { importCompanies } from '#functions/import/companies.ts';
import type { Importing } from '#functions/import/importing.ts';
import { importOpportunities } from '#functions/import/opportunities.ts';
import { importPeople } from '#functions/import/people.ts';
import { importUsers } from '#functions/import/users.ts';

/** A batch of rows: each is checked and taken by itself, a wrong one is named and stops nothing else. */
const rows = endpoint(importRows, async (deps, { params, body, caller, now }) => {
  const importing: Importing = { deps, system: body.system, by: caller.actor, now, users: new Map() };
  const { good, bad } = sort(params.kind, body.rows);
  const taken = await take(params.kind, importing, good);
  return { body: { results: [...bad, ...taken].sort((a, b) => a.line - b.line) } };
});

type Good = { [K in ImportKind]: z.infer<(typeof rowSchemas)[K]> };

function sort(kind: ImportKind, given: readonly { line: number }[]) {
  const good: unknown[] = [];
  const bad: RowResult[] = [];
  for (const row of given) {
    const parsed = rowSchemas[kind].safeParse(row);
    if (parsed.success) good.push(parsed.data);
    else
      bad.push({
        line: row.line,
        result: 'rejected',
        reason: parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '),
      });
  }
  return { good, bad };
}

function take(kind: ImportKind, importing: Importing, good: unknown[]): Promise<RowResult[]> {
  switch (kind) {
    case 'users':
      return importUsers(importing, good as Good['users'][]);
    case 'companies':
      return importCompanies(importing, good as Good['companies'][]);
    case 'people':
      return importPeople(importing, good as Good['people'][]);
    case 'opportunities':
      return importOpportunities(importing, good as Good['opportunities'][]);
    default:
      return kind satisfies never;
  }
}

export const handler = httpFunction('api-imports', [rows]);

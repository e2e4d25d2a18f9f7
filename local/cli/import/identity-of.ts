import type { ImportKind } from '#contracts/http/imports.ts';
import type { TargetRow } from '#local/cli/mapping/compile-source.ts';

/** What makes two rows rows about the same thing, for the server too: it does not tell capital letters of a key from small ones. */
export function identityOf(kind: ImportKind, row: TargetRow): string {
  switch (kind) {
    case 'users':
    case 'companies':
      return folded(row.key);
    case 'people':
      return JSON.stringify([folded(row.companyKey), folded(row.email ?? row.name)]);
    case 'opportunities':
      return JSON.stringify([folded(row.companyKey), row.id]);
    default:
      return kind satisfies never;
  }
}

/** The same in words, for whoever looks at the file. */
export function identityInWords(kind: ImportKind, row: TargetRow): string {
  switch (kind) {
    case 'users':
    case 'companies':
      return `key "${row.key}"`;
    case 'people':
      return row.email === undefined ? `name "${row.name}"` : `email "${row.email}"`;
    case 'opportunities':
      return `id "${row.id}"`;
    default:
      return kind satisfies never;
  }
}

function folded(value: unknown): string {
  return String(value).trim().toLowerCase();
}

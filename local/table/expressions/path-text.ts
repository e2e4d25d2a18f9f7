import type { Path } from '#local/table/expressions/ast.ts';

/** A path as the service writes it into its messages: `[a, b, [0]]`. */
export function pathText(path: Path): string {
  return `[${path.map((step) => (typeof step === 'number' ? `[${step}]` : step)).join(', ')}]`;
}

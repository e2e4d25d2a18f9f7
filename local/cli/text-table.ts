export type Cell = string | number;

/** A table in plain text: words to the left, numbers to the right. The first row is the head. */
export function textTable(rows: readonly (readonly Cell[])[], indent = ''): string {
  const [head = []] = rows;
  const widths = head.map((_, column) => Math.max(...rows.map((row) => String(row[column] ?? '').length)));
  const line = (row: readonly Cell[]) =>
    row.map((cell, column) => align(cell, widths[column] ?? 0, rows, column)).join('  ');
  const rule = widths.map((width) => '─'.repeat(width)).join('  ');
  const lines = rows.flatMap((row, index) => (index === 0 ? [line(row), rule] : [line(row)]));
  return lines.map((text) => indent + text.trimEnd()).join('\n');
}

function align(cell: Cell, width: number, rows: readonly (readonly Cell[])[], column: number): string {
  const numeric = rows.slice(1).every((row) => typeof row[column] === 'number') && rows.length > 1;
  return numeric ? String(cell).padStart(width) : String(cell).padEnd(width);
}

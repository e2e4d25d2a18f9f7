import { cursorOver } from '#local/table/expressions/cursor.ts';
import { parsePath } from '#local/table/expressions/parse-operand.ts';
import type { ParsedPath } from '#local/table/expressions/parsed.ts';

/** @throws TableError without the name of the parameter in front of its message */
export function parseProjection(text: string): readonly ParsedPath[] {
  const cursor = cursorOver(text);
  const paths = [parsePath(cursor)];
  while (cursor.accept(',')) paths.push(parsePath(cursor));
  cursor.expectKind('end');
  return paths;
}

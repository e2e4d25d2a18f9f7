import { invalid } from '#local/table/table-error.ts';
import type { AttributeValue } from '#local/table/values/attribute-value.ts';

/** Lists and maps in lists and maps; the attribute's own value counts as the 32nd level. */
export const mostLevels = 31;

export const tooDeep = 'Nesting Levels have exceeded supported limits';

/**
 * What an update has made of an attribute: with a value of its own levels at the end of a path it may be too deep.
 * @throws TableError ValidationException
 */
export function refuseDeep(value: AttributeValue): void {
  if (isDeeper(value, mostLevels)) throw invalid(tooDeep);
}

function isDeeper(value: AttributeValue, levels: number): boolean {
  const isNested = 'L' in value || 'M' in value;
  if (!isNested) return false;
  const members = 'L' in value ? value.L : Object.values(value.M);
  return levels === 0 || members.some((member) => isDeeper(member, levels - 1));
}

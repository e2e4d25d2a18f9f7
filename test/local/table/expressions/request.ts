import type { Condition, Update } from '#local/table/expressions/ast.ts';
import { readExpressions } from '#local/table/expressions/read-expressions.ts';
import type { UncheckedItem } from '#local/table/wire/kinds/attribute-value.ts';

const values: UncheckedItem = {
  ':n1': { N: '1' },
  ':n2': { N: '2.0' },
  ':n5': { N: '5' },
  ':n7': { N: '7' },
  ':a': { S: 'a' },
  ':b': { S: 'b' },
  ':S': { S: 'S' },
  ':bin': { B: 'YWI=' },
  ':ss': { SS: ['b', 'a'] },
  ':ns': { NS: ['1'] },
  ':l': { L: [{ N: '2' }] },
  ':m': { M: {} },
  ':t': { BOOL: true },
  ':z': { NULL: true },
};

/** The names and values that a text refers to, `#a` for `a` and values as above. */
export function placeholders(...texts: readonly string[]) {
  const all = texts.join(' ');
  const names = [...new Set(all.match(/#\w+/g))];
  const references = [...new Set(all.match(/:\w+/g))];
  return {
    ExpressionAttributeNames:
      names.length > 0 ? Object.fromEntries(names.map((name) => [name, name.slice(1)])) : undefined,
    ExpressionAttributeValues:
      references.length > 0 ? Object.fromEntries(references.map((name) => [name, values[name] ?? {}])) : undefined,
  };
}

/** A filter, since what is wrong in it is told as it is. */
export function conditionOf(text: string): Condition {
  const { filter } = readExpressions('Scan', { FilterExpression: text, ...placeholders(text) });
  if (filter === undefined) throw new Error('No condition was read.');
  return filter;
}

export function updateOf(text: string): Update {
  const { update } = readExpressions('Update', { UpdateExpression: text, ...placeholders(text) });
  if (update === undefined) throw new Error('No update was read.');
  return update;
}

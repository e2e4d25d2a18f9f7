import type { Path } from '#local/table/expressions/ast.ts';
import { type PathTree, pathTree } from '#local/table/expressions/path-tree.ts';
import { type AttributeValue, emptyItem, type Item } from '#local/table/values/attribute-value.ts';

/** What of an item stands at the paths, in maps and lists as they are; elements of a list close up in their order. */
export function project(paths: readonly Path[], item: Item): Item {
  if (paths.some((path) => path.length > 1))
    return members(pathTree(paths.map((path) => [path, true])), item) ?? emptyItem();
  const projection = emptyItem();
  for (const [name] of paths) {
    const value = typeof name === 'string' && Object.hasOwn(item, name) ? item[name] : undefined;
    if (value !== undefined) projection[String(name)] = value;
  }
  return projection;
}

function part(tree: PathTree<true>, value: AttributeValue): AttributeValue | undefined {
  if (tree.leaf) return value;
  if ('M' in value) {
    const inner = members(tree, value.M);
    return inner && { M: inner };
  }
  const inner = 'L' in value ? elements(tree, value.L) : [];
  return inner.length > 0 ? { L: inner } : undefined;
}

function members(tree: PathTree<true>, map: Item): Item | undefined {
  const found = emptyItem();
  let isEmpty = true;
  for (const [name, below] of tree.below) {
    const value = typeof name === 'string' && Object.hasOwn(map, name) ? map[name] : undefined;
    const inner = value && part(below, value);
    if (inner === undefined) continue;
    found[name] = inner;
    isEmpty = false;
  }
  return isEmpty ? undefined : found;
}

function elements(tree: PathTree<true>, list: readonly AttributeValue[]): readonly AttributeValue[] {
  const positions = [...tree.below.keys()].filter((step) => typeof step === 'number').sort((one, other) => one - other);
  return positions.flatMap((position) => {
    const [value, below] = [list[position], tree.below.get(position)];
    return (value && below && part(below, value)) ?? [];
  });
}

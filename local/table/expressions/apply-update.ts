import type { Path, Update } from '#local/table/expressions/ast.ts';
import { type Changed, changeOf } from '#local/table/expressions/change.ts';
import { type PathTree, pathTree } from '#local/table/expressions/path-tree.ts';
import { resolve } from '#local/table/expressions/resolve.ts';
import { invalid, type TableError } from '#local/table/table-error.ts';
import { type AttributeValue, copyOf, type Item } from '#local/table/values/attribute-value.ts';

/**
 * What an update makes of an item. All that it reads it reads from the item as it was, positions in lists included.
 * @returns the new item (the old one stays as it is) and the paths that the update names
 * @throws TableError ValidationException when the item has no place for a value, or not the type that is needed
 */
export function applyUpdate(update: Update, item: Item): { readonly item: Item; readonly touched: readonly Path[] } {
  for (const { path } of update.actions) if (path.length > 1) checkPlace(path, item);
  const tree = pathTree(update.actions.map((action) => [action.path, changeOf(action, update.form, item)]));
  return { item: changedMap(tree, item), touched: update.actions.map(({ path }) => path) };
}

/** Only the last step of a path may lead to nothing. */
function checkPlace(path: Path, item: Item): void {
  const parent = resolve(path.slice(0, -1), item);
  const isPlace = parent && (typeof path.at(-1) === 'number' ? 'L' in parent : 'M' in parent);
  if (!isPlace) throw noPlace();
}

const noPlace = (): TableError => invalid('The document path provided in the update expression is invalid for update');

type Tree = PathTree<Changed>;

function changed(tree: Tree, value: AttributeValue | undefined): AttributeValue | undefined {
  if (tree.leaf) return tree.leaf(value);
  const wantsList = typeof tree.below.keys().next().value === 'number';
  if (value && 'L' in value && wantsList) return { L: changedList(tree, value.L) };
  if (value && 'M' in value && !wantsList) return { M: changedMap(tree, value.M) };
  throw noPlace();
}

function changedMap(tree: Tree, map: Item): Item {
  const copy = copyOf(map);
  for (const [name, below] of tree.below) {
    const value = changed(below, copy[name]);
    if (value === undefined) delete copy[name];
    else copy[name] = value;
  }
  return copy;
}

/** What is set beyond the end is appended in the order of its positions. */
function changedList(tree: Tree, list: readonly AttributeValue[]): readonly AttributeValue[] {
  const copy: (AttributeValue | undefined)[] = [...list];
  const steps = [...tree.below].sort(([one], [other]) => Number(one) - Number(other));
  for (const [position, below] of steps) {
    const value = changed(below, list[Number(position)]);
    if (Number(position) < list.length) copy[Number(position)] = value;
    else copy.push(value);
  }
  return copy.filter((value) => value !== undefined);
}

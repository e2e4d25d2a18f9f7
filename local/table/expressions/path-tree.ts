import type { Path } from '#local/table/expressions/ast.ts';

/** Paths that share their beginnings, with something at the end of each; no path is the beginning of another. */
export type PathTree<T> = { readonly leaf?: T; readonly below: Map<string | number, PathTree<T>> };

export function pathTree<T>(leaves: Iterable<readonly [Path, T]>): PathTree<T> {
  const root: PathTree<T> = { below: new Map() };
  for (const [path, leaf] of leaves) plant(root, path, leaf);
  return root;
}

function plant<T>(root: PathTree<T>, path: Path, leaf: T): void {
  let node = root;
  path.forEach((step, index) => {
    const isLast = index === path.length - 1;
    const next = node.below.get(step) ?? { below: new Map(), ...(isLast ? { leaf } : {}) };
    node.below.set(step, next);
    node = next;
  });
}

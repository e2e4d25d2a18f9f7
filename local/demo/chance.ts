import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

export type Chance = {
  /** A whole number of the range, both ends included. */
  between(low: number, high: number): number;
  /** True so often out of a hundred. */
  percent(often: number): boolean;
  pick<T>(items: readonly T[]): T;
  /** By their shares. */
  weighted<T extends { readonly share: number }>(items: readonly T[]): T;
};

/** An endless row of independent chances: what one of them is asked does not change the next. */
export function* chances(seed: number): Generator<Chance, never> {
  const root = xoroshiro128plus(seed);
  for (;;) {
    root.jump();
    yield chanceOf(root.clone());
  }
}

function chanceOf(random: ReturnType<typeof xoroshiro128plus>): Chance {
  const between = (low: number, high: number) => uniformInt(random, low, high);
  const pick = <T>(items: readonly T[]): T => {
    const item = items[between(0, items.length - 1)];
    if (item === undefined) throw new RangeError('There is nothing to pick from');
    return item;
  };
  return {
    between,
    percent: (often) => between(1, 100) <= often,
    pick,
    weighted(items) {
      const all = items.reduce((sum, { share }) => sum + share, 0);
      let ticket = between(1, all);
      for (const item of items) {
        if (ticket <= item.share) return item;
        ticket -= item.share;
      }
      return pick(items);
    },
  };
}

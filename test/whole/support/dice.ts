/** Numbers that are always the same for the same seed (mulberry32, public domain, Tommy Ettinger 2017). */
export function dice(seed: number) {
  let state = seed >>> 0;
  const fraction = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    /** From 0 up to but not including `below`. */
    whole: (below: number): number => Math.floor(fraction() * below),
  };
}

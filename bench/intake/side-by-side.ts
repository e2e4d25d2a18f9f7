/** Milliseconds: of the whole, and of each piece of work. */
export type Timed = { wallMs: number; eachMs: number[] };

/** Does a piece of work for each of the items, so many at a time, and times it. */
export async function sideBySide<Item>(
  items: readonly Item[],
  concurrency: number,
  piece: (item: Item) => Promise<unknown>,
): Promise<Timed> {
  const queue = items.values();
  const eachMs: number[] = [];
  const started = performance.now();
  const lane = async () => {
    for (const item of queue) {
      const since = performance.now();
      await piece(item);
      eachMs.push(performance.now() - since);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, lane));
  return { wallMs: performance.now() - started, eachMs };
}

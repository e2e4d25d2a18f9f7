/** Milliseconds: of the whole, and of each piece of work. */
export type Timed = { wallMs: number; eachMs: number[] };

/** Does a piece of work for each of the items, one at a time in each lane, and times it. */
export async function sideBySide<Item, Lane>(
  items: readonly Item[],
  lanes: readonly Lane[],
  piece: (item: Item, lane: Lane) => Promise<unknown>,
): Promise<Timed> {
  const queue = items.values();
  const eachMs: number[] = [];
  const started = performance.now();
  const go = async (lane: Lane) => {
    for (const item of queue) {
      const since = performance.now();
      await piece(item, lane);
      eachMs.push(performance.now() - since);
    }
  };
  await Promise.all(lanes.map(go));
  return { wallMs: performance.now() - started, eachMs };
}

/** The time of a clock, readable in every thread of the process without asking it. */
export type SharedTime = SharedArrayBuffer;

/** Epoch milliseconds at which the time stands, 0 while it flows; and virtual minus real time while it does. */
const [frozenAt, offset] = [0, 1] as const;

/** The writing side, for the clock alone. */
export function publishTime() {
  const shared: SharedTime = new SharedArrayBuffer(2 * BigInt64Array.BYTES_PER_ELEMENT);
  const values = new BigInt64Array(shared);
  return {
    shared,
    stand(at: number): void {
      Atomics.store(values, frozenAt, BigInt(Math.floor(at)));
    },
    flow(ahead: number): void {
      Atomics.store(values, offset, BigInt(Math.floor(ahead)));
      Atomics.store(values, frozenAt, 0n);
    },
  };
}

/** Epoch milliseconds of the clock that publishes its time there. */
export function readTime(shared: SharedTime, realNow: () => number = Date.now): () => number {
  const values = new BigInt64Array(shared);
  return () => {
    const standing = Atomics.load(values, frozenAt);
    return standing > 0n ? Number(standing) : realNow() + Number(Atomics.load(values, offset));
  };
}

/**
 * What the owner of a table in another thread has to know at once, before any message can arrive: a write that was answered
 * must be seen to have left work behind.
 */
export type Facts = {
  /** Epoch milliseconds at which the next item expires. */
  readonly nextExpiry: number | undefined;
  /** The newest number of any stream record. */
  readonly lastRecord: number;
};

const [expiryAt, recordAt, moment, recordsTold] = [0, 1, 2, 3] as const;
const none = -1n;

/** Memory of both threads. */
export const factsMemory = (): SharedArrayBuffer => new SharedArrayBuffer(4 * BigInt64Array.BYTES_PER_ELEMENT);

export function factsIn(memory: SharedArrayBuffer) {
  const values = new BigInt64Array(memory);
  return {
    write({ nextExpiry, lastRecord }: Facts): void {
      Atomics.store(values, expiryAt, nextExpiry === undefined ? none : BigInt(Math.ceil(nextExpiry)));
      Atomics.store(values, recordAt, BigInt(lastRecord));
    },
    read(): Facts {
      const expiry = Atomics.load(values, expiryAt);
      return {
        nextExpiry: expiry === none ? undefined : Number(expiry),
        lastRecord: Number(Atomics.load(values, recordAt)),
      };
    },
    /** True when the owner has still to be told that there are records; one message on its way is enough. */
    mustTell: (): boolean => Atomics.exchange(values, recordsTold, 1n) === 0n,
    hasHeard(): void {
      Atomics.store(values, recordsTold, 0n);
    },
    /** Holds this thread until the owner, told by `tell`, has let it go on. @throws Error when that takes too long */
    waitForOwner(tell: () => void, atMostMs: number): void {
      Atomics.store(values, moment, 1n);
      tell();
      if (Atomics.wait(values, moment, 1n, atMostMs) === 'timed-out')
        throw new Error('The rest of the moment was not copied in time.');
    },
    goOn(): void {
      Atomics.store(values, moment, 0n);
      Atomics.notify(values, moment);
    },
  };
}

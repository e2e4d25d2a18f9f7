/**
 * Remembers how far a reader may say it has come while records are finished out of order: up to the first unfinished one.
 * @param reached is told each time that point moves on.
 */
export function trackProgress(reached: (sequence: string) => void) {
  const open: { readonly sequence: string; finished: boolean }[] = [];
  return {
    /** Call in the order of the stream; the answer is to be called when the record is finished with. */
    begin(sequence: string): () => void {
      const entry = { sequence, finished: false };
      open.push(entry);
      return () => {
        entry.finished = true;
        let last: string | undefined;
        while (open[0]?.finished) last = open.shift()?.sequence;
        if (last !== undefined) reached(last);
      };
    },
    isDone: () => open.length === 0,
  };
}

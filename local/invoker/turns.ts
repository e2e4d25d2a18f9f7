/** One event loop and one database: more at a time would only wait for each other. */
const most = 8;
/** However many requests there are: workflows go on. */
const fewest = 1;

/** `step`: an execution that has begun goes on. `record`: the table's stream, which begins new ones. */
type Kind = 'step' | 'record';

export type Turns = ReturnType<typeof createTurns>;

/**
 * Who comes first on a machine that does everything: a request of a person or a form runs at once; behind it steps of workflows,
 * fewer at a time the more requests there are; and records of the stream after the steps. So an answer does not wait for a
 * thousand workflows, and one that has begun does not run into its time-outs because ten thousand others are begun.
 */
export function createTurns() {
  const waiting: Readonly<Record<Kind, (() => void)[]>> = { step: [], record: [] };
  let requests = 0;
  let running = 0;

  const next = (): void => {
    while (running < Math.max(fewest, most - requests)) {
      const start = waiting.step.shift() ?? waiting.record.shift();
      if (start === undefined) return;
      running += 1;
      start();
    }
  };

  return {
    async request<T>(work: () => Promise<T>): Promise<T> {
      requests += 1;
      try {
        return await work();
      } finally {
        requests -= 1;
        next();
      }
    },
    async behind<T>(kind: Kind, work: () => Promise<T>): Promise<T> {
      const turn = Promise.withResolvers<void>();
      waiting[kind].push(turn.resolve);
      next();
      await turn.promise;
      try {
        return await work();
      } finally {
        running -= 1;
        next();
      }
    },
  };
}

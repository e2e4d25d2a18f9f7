/** Something whose work waits for a moment: waiting executions, schedules, retries. */
export interface DueSource {
  readonly name: string;
  /** Epoch milliseconds of the earliest thing that waits for time; undefined when nothing waits. */
  nextDueAt(): number | undefined;
  /** Starts everything that is due at `now` (epoch ms); what it starts may go on in the background. */
  fireDue(now: number): void;
  /** True while anything that was started has not come to rest (work in flight, not timers that wait). */
  busy(): boolean;
}

/** The one time of the local runtime. It can be moved forward, never back. */
export interface LocalClock {
  /** Epoch milliseconds, virtual. */
  now(): number;
  register(source: DueSource): void;
  /** Sources call this when their `nextDueAt` may have become earlier. */
  nudge(): void;
}

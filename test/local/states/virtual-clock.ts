import type { DueSource, LocalClock } from '#local/clock-port.ts';

/** A clock that stands still until it is moved, and then stops at every due instant until all is at rest. */
export class VirtualClock implements LocalClock {
  readonly #sources: DueSource[] = [];
  #now: number;

  constructor(start = '2026-11-02T09:00:00Z') {
    this.#now = Date.parse(start);
  }

  now = (): number => this.#now;

  register(source: DueSource): void {
    this.#sources.push(source);
  }

  nudge(): void {}

  /** Moves the time without a stop and without telling anybody. */
  jump(to: number): void {
    this.#now = to;
  }

  async settle(): Promise<void> {
    while (this.#sources.some((source) => source.busy())) await new Promise(setImmediate);
  }

  async advance(milliseconds: number): Promise<void> {
    const until = this.#now + milliseconds;
    await this.settle();
    for (let due = this.#earliest(); due !== undefined && due <= until; due = this.#earliest()) {
      this.#now = Math.max(this.#now, due);
      for (const source of this.#sources) source.fireDue(this.#now);
      await this.settle();
    }
    this.#now = until;
  }

  #earliest(): number | undefined {
    const due = this.#sources.flatMap((source) => source.nextDueAt() ?? []);
    return due.length === 0 ? undefined : Math.min(...due);
  }
}

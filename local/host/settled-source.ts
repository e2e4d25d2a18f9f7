import type { DueSource } from '#local/clock-port.ts';

/**
 * A source whose work may write to the table without anybody else noticing: when it comes to rest, `settled` is told.
 * So whoever reads the table's stream looks once more before the clock may go on.
 */
export function tellingWhenSettled(source: DueSource, settled: () => void): DueSource {
  let wasBusy = false;
  return {
    name: source.name,
    nextDueAt: source.nextDueAt,
    fireDue(now) {
      wasBusy = true;
      source.fireDue(now);
    },
    busy() {
      const busy = source.busy();
      if (wasBusy && !busy) settled();
      wasBusy = busy;
      return busy;
    },
  };
}

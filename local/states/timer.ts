import type { DueSource } from '#local/clock-port.ts';
import type { Ledger } from './ledger.ts';
import type { Runner } from './runner.ts';

const PAGE = 500;

/** Wakes executions whose time has come. They are found by an index on disk, so that waiting costs no memory. */
export function createTimer(ledger: Ledger, runner: Runner, alsoBusy: () => boolean): DueSource {
  let wanted = Number.NEGATIVE_INFINITY;
  let firing = false;

  async function fire(): Promise<void> {
    for (;;) {
      runner.flush();
      if (runner.closed()) return;
      const due = ledger.executions.due(wanted, PAGE);
      if (due.length === 0) return;
      await Promise.all(due.map((arn) => runner.deliver(arn, { is: 'tick' })));
    }
  }

  return {
    name: 'states',
    nextDueAt: () => (runner.closed() ? undefined : ledger.executions.earliestDue()),
    fireDue(now) {
      wanted = Math.max(wanted, now);
      if (firing || runner.closed()) return;
      firing = true;
      void fire().finally(() => {
        firing = false;
      });
    },
    busy: () => !runner.closed() && (firing || runner.busy() || alsoBusy()),
  };
}

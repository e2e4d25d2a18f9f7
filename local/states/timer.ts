import type { DueSource, LocalClock } from '#local/clock-port.ts';
import type { Ledger } from './ledger.ts';
import { forgetOld } from './retention.ts';
import type { Runner } from './runner.ts';

const PAGE = 500;

/** Wakes executions whose time has come. They are found by an index on disk, so that waiting costs no memory. */
export function createTimer(
  ledger: Ledger,
  runner: Runner,
  clock: Pick<LocalClock, 'now'>,
  alsoBusy: () => boolean,
): DueSource {
  let firing = false;

  async function fire(): Promise<void> {
    for (;;) {
      await runner.durable();
      if (runner.closed()) return;
      const due = ledger.executions.due(clock.now(), PAGE);
      if (due.length > 0) await Promise.all(due.map((arn) => runner.deliver(arn, { is: 'tick' })));
      else if (!forgetOld(ledger, clock.now())) return;
    }
  }

  return {
    name: 'states',
    nextDueAt: () => (runner.closed() ? undefined : ledger.executions.earliestDue()),
    fireDue() {
      if (firing || runner.closed()) return;
      firing = true;
      void fire().finally(() => {
        firing = false;
      });
    },
    busy: () => !runner.closed() && (firing || runner.busy() || alsoBusy()),
  };
}

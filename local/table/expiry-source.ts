import type { DueSource } from '#local/clock-port.ts';

/** A table's items whose time to live is over, as the clock sees them. `expire` never rejects. */
export function expirySource(table: {
  readonly nextExpiry: () => number | undefined;
  readonly expire: () => Promise<void>;
}): DueSource {
  let expiring: Promise<void> | undefined;
  return {
    name: 'table',
    nextDueAt: () => (expiring ? undefined : table.nextExpiry()),
    fireDue() {
      expiring ??= table.expire().finally(() => {
        expiring = undefined;
      });
    },
    busy: () => expiring !== undefined,
  };
}

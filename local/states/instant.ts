import { DateTime } from 'luxon';

/** Epoch milliseconds of an RFC 3339 instant, finer fractions of a second cut; undefined when the text is none. */
export function instantOf(text: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/.test(text)) return undefined;
  const instant = DateTime.fromISO(text.replace(/(\.\d{3})\d+/, '$1'));
  return instant.isValid ? instant.toMillis() : undefined;
}

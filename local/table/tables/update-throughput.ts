import type { Throughput } from '#local/table/definition.ts';
import type { TableContext } from '#local/table/table-context.ts';
import { invalid, TableError } from '#local/table/table-error.ts';
import { dayOf, timesLowered } from '#local/table/tables/describe-throughput.ts';
import { refuseBeyondLimits, type Units } from '#local/table/tables/units.ts';

/** So often a day capacity may be lowered at any time, and then once an hour. */
const freeDecreases = 4;
const secondsBetween = 3600;

/**
 * A table's capacity, or that of one of its indexes, after a change.
 * @throws TableError ValidationException when nothing would change, LimitExceededException
 */
export function changeUnits(context: TableContext, before: Throughput, units: Units, index?: string): Throughput {
  const { ReadCapacityUnits: read, WriteCapacityUnits: write } = units;
  if (read === before.read && write === before.write) throw unchanged(before, index);
  refuseBeyondLimits(context, units, index);
  const now = context.now();
  const isRaised = read > before.read || write > before.write;
  const isLowered = read < before.read || write < before.write;
  if (isLowered) refuseFrequent(before, now);
  return {
    ...before,
    read,
    write,
    ...(isRaised && { raisedAt: now }),
    ...(isLowered && { loweredAt: now, lowered: { day: dayOf(now), times: timesLowered(before, now) + 1 } }),
  };
}

function unchanged({ read, write }: Throughput, index: string | undefined): Error {
  const [subject, of] = index === undefined ? ['table', 'the table'] : [`index ${index}`, `index ${index}`];
  return invalid(
    `The provisioned throughput for the ${subject} will not change. The requested value equals the current value. ` +
      `Current ReadCapacityUnits provisioned for ${of}: ${read}. Requested ReadCapacityUnits: ${read}. ` +
      `Current WriteCapacityUnits provisioned for ${of}: ${write}. Requested WriteCapacityUnits: ${write}. ` +
      'Refer to the Amazon DynamoDB Developer Guide for current limits and how to request higher limits.',
  );
}

function refuseFrequent(before: Throughput, now: number): void {
  const times = timesLowered(before, now);
  const next = (before.loweredAt ?? 0) + secondsBetween * 1000;
  if (times < freeDecreases || now >= next) return;
  throw new TableError(
    'LimitExceededException',
    'Subscriber limit exceeded: Provisioned throughput decreases are limited within a given UTC day. ' +
      `After the first ${freeDecreases} decreases, each subsequent decrease in the same UTC day can be performed at most once every ${secondsBetween} seconds. ` +
      `Number of decreases today: ${times}. Last decrease at ${inWords(before.loweredAt ?? 0)}. Next decrease can be made at ${inWords(next)}`,
  );
}

/** `Sunday, November 22, 2026 at 9:20:15 AM Coordinated Universal Time` */
function inWords(at: number): string {
  return new Intl.DateTimeFormat('en-US', { dateStyle: 'full', timeStyle: 'full', timeZone: 'UTC' }).format(at);
}

import type { Throughput } from '#local/table/definition.ts';
import type { TableContext } from '#local/table/table-context.ts';

/** Capacity as the service tells it; times are epoch seconds. */
export function describeThroughput({ now }: Pick<TableContext, 'now'>, throughput: Throughput) {
  const { raisedAt, loweredAt } = throughput;
  return {
    ...(raisedAt !== undefined && { LastIncreaseDateTime: raisedAt / 1000 }),
    ...(loweredAt !== undefined && { LastDecreaseDateTime: loweredAt / 1000 }),
    NumberOfDecreasesToday: timesLowered(throughput, now()),
    ReadCapacityUnits: throughput.read,
    WriteCapacityUnits: throughput.write,
  };
}

/** How often it was lowered on the day (UTC) of a moment in epoch milliseconds. */
export function timesLowered({ lowered }: Throughput, now: number): number {
  return lowered?.day === dayOf(now) ? lowered.times : 0;
}

export const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

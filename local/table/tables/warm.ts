import type { Throughput, Warm } from '#local/table/definition.ts';
import type { TableContext } from '#local/table/table-context.ts';
import { TableError } from '#local/table/table-error.ts';
import { mostUnits } from '#local/table/tables/units.ts';
import { wrong } from '#local/table/tables/wrong.ts';

export type GivenWarm = { readonly ReadUnitsPerSecond?: number; readonly WriteUnitsPerSecond?: number };

type Billing = 'PROVISIONED' | 'PAY_PER_REQUEST';

const initial: Warm = { read: 12_000, write: 4_000 };

/** What a table or an index could take at once without anything being done for it: what it is paid for, or what all begin with. */
export function warmOf(billing: Billing, throughput: Throughput, kept?: Warm): Warm {
  const least = billing === 'PAY_PER_REQUEST' ? initial : throughput;
  return { read: Math.max(least.read, kept?.read ?? 0), write: Math.max(least.write, kept?.write ?? 0) };
}

/**
 * What is wanted for a table or an index that is to be made.
 * @throws TableError ValidationException, LimitExceededException
 */
export function readNewWarm(
  context: Pick<TableContext, 'region'>,
  given: GivenWarm,
  billing: Billing,
  throughput: Throughput,
  index?: string,
): Warm {
  const least = warmOf(billing, throughput);
  const reason = (units: string) =>
    billing === 'PAY_PER_REQUEST'
      ? 'initial throughput for OnDemand. See: https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/on-demand-capacity-mode.html#on-demand-capacity-mode-initial'
      : `${units} of ProvisionedThroughput`;
  return raised(context, given, least, index, (name, place) => {
    const units = name === 'ReadUnitsPerSecond' ? 'ReadCapacityUnits' : 'WriteCapacityUnits';
    return wrong(`Requested ${name} for WarmThroughput for ${place} is lower than ${reason(units)}`);
  });
}

/**
 * What is wanted in place of what is there.
 * @throws TableError ValidationException, LimitExceededException
 */
export function readRaisedWarm(
  context: Pick<TableContext, 'region'>,
  given: GivenWarm,
  before: Warm,
  index?: string,
): Warm {
  return raised(context, given, before, index, (name, place) =>
    wrong(
      `Requested ${name} for WarmThroughput for ${place} is lower than current WarmThroughput, decreasing WarmThroughput is not supported`,
    ),
  );
}

function raised(
  { region }: Pick<TableContext, 'region'>,
  given: GivenWarm,
  least: Warm,
  index: string | undefined,
  tooLow: (name: keyof GivenWarm, place: string) => Error,
): Warm {
  const place = index === undefined ? 'table' : `index ${index}`;
  const read = (name: keyof GivenWarm, before: number, limit: string): number => {
    const value = given[name] ?? before;
    if (value < before) throw tooLow(name, place);
    if (value <= Math.max(mostUnits, before)) return value;
    throw new TableError(
      'LimitExceededException',
      `Subscriber limit exceeded: Requested ${name} for WarmThroughput for ${place} exceeds ${limit} of the account in region ${region}`,
    );
  };
  return {
    read: read('ReadUnitsPerSecond', least.read, 'TableMaxReadCapacityUnits'),
    write: read('WriteUnitsPerSecond', least.write, 'TableMaxWriteCapacityUnits'),
  };
}

export function describeWarm({ read, write }: Warm, status: 'ACTIVE' | 'UPDATING') {
  return { ReadUnitsPerSecond: read, WriteUnitsPerSecond: write, Status: status };
}

import type { OnDemand } from '#local/table/definition.ts';
import { TableError } from '#local/table/table-error.ts';
import { mostUnits } from '#local/table/tables/units.ts';
import { wrong } from '#local/table/tables/wrong.ts';

export type GivenOnDemand = { readonly MaxReadRequestUnits?: number; readonly MaxWriteRequestUnits?: number };

const kinds = ['MaxReadRequestUnits', 'MaxWriteRequestUnits'] as const;

/** In an update it stands for no bound. */
const unbounded = -1;

type Rules = {
  readonly region: string;
  readonly billing: 'PROVISIONED' | 'PAY_PER_REQUEST';
  readonly index?: string;
  /** Bounds are taken away in an update only. */
  readonly isUpdate: boolean;
};

/**
 * The bounds that are given in place of those that are there, the others as they are; undefined when there are none.
 * @throws TableError ValidationException, LimitExceededException
 */
export function readOnDemand(
  given: GivenOnDemand | undefined,
  rules: Rules,
  before: OnDemand = {},
): OnDemand | undefined {
  for (const kind of kinds) checkBound(kind, given?.[kind], rules);
  const read = bound(given?.MaxReadRequestUnits, before.read);
  const write = bound(given?.MaxWriteRequestUnits, before.write);
  if (read === undefined && write === undefined) return undefined;
  return { ...(read !== undefined && { read }), ...(write !== undefined && { write }) };
}

const bound = (given: number | undefined, before: number | undefined): number | undefined =>
  given === unbounded ? undefined : (given ?? before);

function checkBound(kind: (typeof kinds)[number], value: number | undefined, rules: Rules): void {
  const { region, billing, index, isUpdate } = rules;
  if (value === undefined) return;
  if (billing === 'PROVISIONED') throw refusedByBilling(kind, index, isUpdate);
  const place = index === undefined ? 'table' : `index : ${index}`;
  if (value < 1 && !(isUpdate && value === unbounded)) {
    throw wrong(`Requested ${kind} for OnDemandThroughput for ${place} is outside of valid range`);
  }
  if (value <= mostUnits) return;
  const limit = kind === 'MaxReadRequestUnits' ? 'TableMaxReadCapacityUnits' : 'TableMaxWriteCapacityUnits';
  throw new TableError(
    'LimitExceededException',
    `Subscriber limit exceeded: Requested ${kind} for OnDemandThroughput for ${place} exceeds ${limit} of the account in region ${region}`,
  );
}

/** The service has two sentences for it, and puts its spaces differently in each. */
function refusedByBilling(kind: string, index: string | undefined, isUpdate: boolean): Error {
  const place = index === undefined ? '' : isUpdate ? ` for index : ${index}` : ` for index: ${index}`;
  const when = isUpdate ? 'when the table BillingMode is PROVISIONED' : 'when table BillingMode is PROVISIONED.';
  return wrong(`${kind} for OnDemandThroughput${place} cannot be specified ${when}`);
}

/** As it is told; undefined when there is no bound. */
export function describeOnDemand(bounds: OnDemand | undefined): GivenOnDemand | undefined {
  return (
    bounds && {
      ...(bounds.read !== undefined && { MaxReadRequestUnits: bounds.read }),
      ...(bounds.write !== undefined && { MaxWriteRequestUnits: bounds.write }),
    }
  );
}

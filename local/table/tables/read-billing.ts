import type { Throughput } from '#local/table/definition.ts';
import { invalid } from '#local/table/table-error.ts';
import { readThroughput } from '#local/table/tables/read-indexes.ts';
import type { CreateTableInput } from '#local/table/wire/table-shapes.ts';

const most = 1_000_000_000_000;

type Given = Pick<CreateTableInput, 'BillingMode' | 'ProvisionedThroughput' | 'GlobalSecondaryIndexes'>;

/**
 * How the table and its global indexes are paid for: by the unit, or by the request.
 * @throws TableError ValidationException
 */
export function readBilling(given: Given): { billing: 'PROVISIONED' | 'PAY_PER_REQUEST'; throughput: Throughput } {
  const billing = given.BillingMode ?? 'PROVISIONED';
  checkUnits(billing, given.ProvisionedThroughput);
  for (const { IndexName, ProvisionedThroughput } of given.GlobalSecondaryIndexes ?? []) {
    checkUnits(billing, ProvisionedThroughput, IndexName);
  }
  return { billing, throughput: readThroughput(given.ProvisionedThroughput) };
}

export function checkUnits(
  billing: 'PROVISIONED' | 'PAY_PER_REQUEST',
  units: Given['ProvisionedThroughput'],
  index?: string,
): void {
  const place = index === undefined ? '' : ` for index: ${index}`;
  if (billing === 'PAY_PER_REQUEST' && units !== undefined) {
    throw invalid(
      index === undefined
        ? 'One or more parameter values were invalid: Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST'
        : `One or more parameter values were invalid: ProvisionedThroughput should not be specified${place} when BillingMode is PAY_PER_REQUEST`,
    );
  }
  if (billing === 'PROVISIONED' && units === undefined) {
    throw invalid(
      index === undefined
        ? 'One or more parameter values were invalid: ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED'
        : `One or more parameter values were invalid: ProvisionedThroughput must be specified${place}`,
    );
  }
  if (units === undefined) return;
  refuseBeyond('ReadCapacityUnits', units.ReadCapacityUnits, index);
  refuseBeyond('WriteCapacityUnits', units.WriteCapacityUnits, index);
}

function refuseBeyond(name: string, value: number, index: string | undefined): void {
  if (value <= most) return;
  throw invalid(`Given value ${value} for ${name} is out of bounds${index === undefined ? '' : ` for index ${index}`}`);
}

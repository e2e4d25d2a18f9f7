import type { TableContext } from '#local/table/table-context.ts';
import { mostUnits } from '#local/table/tables/units.ts';

/** The quotas of a new account. Those of a table hold here too; those of the account are not counted. */
export async function describeLimits(): Promise<object> {
  return {
    AccountMaxReadCapacityUnits: 80_000,
    AccountMaxWriteCapacityUnits: 80_000,
    TableMaxReadCapacityUnits: mostUnits,
    TableMaxWriteCapacityUnits: mostUnits,
  };
}

export async function describeEndpoints({ region }: TableContext): Promise<object> {
  return { Endpoints: [{ Address: `dynamodb.${region}.amazonaws.com`, CachePeriodInMinutes: 1440 }] };
}

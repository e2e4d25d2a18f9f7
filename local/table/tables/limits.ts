import type { TableContext } from '#local/table/table-context.ts';

/** The quotas of a new account; none of them holds anything back here. */
export async function describeLimits(): Promise<object> {
  return {
    AccountMaxReadCapacityUnits: 80_000,
    AccountMaxWriteCapacityUnits: 80_000,
    TableMaxReadCapacityUnits: 40_000,
    TableMaxWriteCapacityUnits: 40_000,
  };
}

export async function describeEndpoints({ region }: TableContext): Promise<object> {
  return { Endpoints: [{ Address: `dynamodb.${region}.amazonaws.com`, CachePeriodInMinutes: 1440 }] };
}

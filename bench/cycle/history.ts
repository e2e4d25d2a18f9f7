import { paginateGetExecutionHistory, type SFNClient } from '@aws-sdk/client-sfn';

export type Walked = {
  /** States entered. */
  readonly entered: number;
  /** Tries of a task after its first: each is billed as a transition. */
  readonly retries: number;
};

/** What Step Functions would bill for an execution. */
export async function walkedBy(client: SFNClient, executionArn: string): Promise<Walked> {
  const types: string[] = [];
  for await (const page of paginateGetExecutionHistory({ client }, { executionArn, maxResults: 1000 })) {
    for (const { type } of page.events ?? []) types.push(type ?? '');
  }
  const count = (wanted: (type: string) => boolean) => types.filter(wanted).length;
  const tasks = count((type) => type === 'TaskStateEntered');
  return {
    entered: count((type) => type.endsWith('StateEntered')),
    retries: count((type) => type === 'TaskScheduled') - tasks,
  };
}

import type { FunctionRow } from '#functions/registry.ts';
import { account, functionArn } from '#local/arns.ts';
import { assertEveryStepIsUsed, fillPlaceholders, type Workflow } from '#workflows/load.ts';

/** The part of the Step Functions API that this needs. */
type Api = { call(action: string, input: object): Promise<object> };

export function stateMachineArn(name: string, region: string): string {
  return `arn:aws:states:${region}:${account}:stateMachine:${name}`;
}

/**
 * Creates the state machines, or updates those that have changed; executions that run keep the definition they began with.
 * @throws Error when a placeholder is no step of the registry, or a step is in no state machine.
 */
export async function registerMachines(
  api: Api,
  workflows: readonly Workflow[],
  rows: readonly Pick<FunctionRow, 'name' | 'trigger'>[],
  region: string,
): Promise<void> {
  const steps = new Map(
    rows.flatMap(({ name, trigger }) =>
      trigger.kind === 'step' ? [[trigger.placeholder, functionArn(name, region)] as const] : [],
    ),
  );
  assertEveryStepIsUsed(workflows, steps.keys());
  for (const workflow of workflows) {
    const definition = fillPlaceholders(workflow, steps);
    const roleArn = `arn:aws:iam::${account}:role/${workflow.name}`;
    try {
      await api.call('CreateStateMachine', { name: workflow.name, definition, roleArn, type: 'STANDARD' });
    } catch (error) {
      if (!(error instanceof Error && error.name === 'StateMachineAlreadyExists')) throw error;
      const arn = stateMachineArn(workflow.name, region);
      await api.call('UpdateStateMachine', { stateMachineArn: arn, definition, roleArn });
    }
  }
}

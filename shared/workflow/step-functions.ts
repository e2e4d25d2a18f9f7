import {
  ExecutionAlreadyExists,
  SendTaskSuccessCommand,
  type SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import type { WorkflowAnswerer, WorkflowStarter } from '#shared/ports.ts';

export function createWorkflowStarter(client: SFNClient, stateMachineArn: string): WorkflowStarter {
  return {
    async start(name, input) {
      try {
        await client.send(new StartExecutionCommand({ stateMachineArn, name, input: JSON.stringify(input) }));
      } catch (error) {
        if (!(error instanceof ExecutionAlreadyExists)) throw error;
      }
    },
  };
}

/** A token that nobody waits for any more: it was answered, or its time-out has come. */
const gone = ['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken'];

export function createWorkflowAnswerer(client: SFNClient): WorkflowAnswerer {
  return {
    async answer(taskToken) {
      try {
        await client.send(new SendTaskSuccessCommand({ taskToken, output: '{}' }));
        return true;
      } catch (error) {
        if (error instanceof Error && gone.includes(error.name)) return false;
        throw error;
      }
    },
  };
}

import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { note } from '#test/local/host/product/note.ts';

/** Each morning: tries what its row does not grant, and notes the answer. */
export const handler = async () => {
  const client = new SFNClient({ userAgentAppId: 'tick' });
  const stateMachineArn = 'arn:aws:states:eu-west-1:000000000000:stateMachine:order';
  try {
    await client.send(new StartExecutionCommand({ stateMachineArn, name: 'by-tick' }));
  } catch (error) {
    await note('tick', error instanceof Error ? `${error.name}: ${error.message}` : '', 'tick');
  }
  client.destroy();
};

import { SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import type { StreamRecord } from '#local/streams/stream-record.ts';

const arn = 'arn:aws:states:eu-west-1:000000000000:stateMachine:order';

/** One execution for each order, named after it. */
export const handler = async ({ Records }: { Records: StreamRecord[] }) => {
  const client = new SFNClient({ userAgentAppId: 'start-order' });
  for (const { dynamodb } of Records) {
    const order = dynamodb.Keys.pk?.S ?? '';
    const input = JSON.stringify({ order });
    await client.send(new StartExecutionCommand({ stateMachineArn: arn, name: order, input }));
  }
  client.destroy();
};

import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import type { LocalContext } from '#local/invoker/context.ts';
import { note } from '#test/local/host/product/note.ts';

/** Ships and tells the customer by mail. */
export const handler = async ({ order }: { order: string }, context: LocalContext) => {
  const client = new SESClient({ userAgentAppId: 'ship' });
  const Data = Buffer.from(
    `From: shop@crm.example\r\nTo: ${order}@customer.example\r\nSubject: Order ${order}\r\n\r\nOn its way.\r\n`,
  );
  const Tags = [{ Name: 'order', Value: order }];
  await client.send(new SendRawEmailCommand({ RawMessage: { Data }, Tags, ConfigurationSetName: 'shop' }));
  client.destroy();
  await note(order, `shipped ${context.clientContext.custom.now.slice(0, 10)}`, 'ship');
  return { order };
};

import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { z } from 'zod';

const Order = z.object({ id: z.string() });

/** An ES module that needs the AWS SDK, a schema and, when it is called, a CommonJS library that asks for `require`. */
export const handler = async (event: unknown) => {
  const { id } = Order.parse(event);
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer/index.js');
  const mail = await new MailComposer({ text: id }).compile().build();
  return { id, mailBytes: mail.length, region: await new DynamoDBClient({ region: 'eu-west-1' }).config.region() };
};

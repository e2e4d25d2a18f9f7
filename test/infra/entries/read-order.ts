import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import MailComposer from 'nodemailer/lib/mail-composer/index.js';
import { z } from 'zod';

const Order = z.object({ id: z.string() });

/** An ES module that needs the AWS SDK, a CommonJS library that calls `require`, and a schema. */
export const handler = async (event: unknown) => {
  const { id } = Order.parse(event);
  const mail = await new MailComposer({ text: id }).compile().build();
  return { id, mailBytes: mail.length, region: await new DynamoDBClient({ region: 'eu-west-1' }).config.region() };
};

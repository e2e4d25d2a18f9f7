import { SFNClient, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { localClientConfig } from '#test/support/dynamodb.ts';
import { linkIn, openForBusiness, people } from './support/company.ts';
import { lead, post, press } from './support/forms.ts';
import { useProduct } from './support/use-product.ts';

const product = useProduct();
const Endpoints = z.object({ sfn: z.url() });
const lost = 'lost@workshop.example';

describe('A customer whose execution was stopped from outside', () => {
  test('is found by the nightly sweep and starts again, and the card says why', async () => {
    const source = await openForBusiness(product());
    await post(source.url, lead(lost));
    const { id } = await product().cardOf(lost, ({ stage }) => stage === 'review');
    await press(linkIn(await product().mailTo(people.boss.email, /decision/i), 'r'), { decision: 'approve' });
    await product().cardOf(lost, ({ stage }) => stage === 'delivery');

    const { sfn: endpoint } = await product().get(Endpoints, '/local/endpoints');
    const sfn = new SFNClient({ ...localClientConfig, endpoint });
    await sfn.send(
      new StopExecutionCommand({
        executionArn: `arn:aws:states:eu-west-1:000000000000:execution:account-management:${id}-1`,
      }),
    );
    await product().advance('P8D');

    const events = await product().timeline(id);
    expect(events.find(({ type }) => type === 'CycleStalled')?.data).toMatchObject({
      stage: 'delivery',
      error: 'nothing was heard of the execution',
    });
    expect((await product().card(id)).cycle).toBeGreaterThan(1);
  });
});

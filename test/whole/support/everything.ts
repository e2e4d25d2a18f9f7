import { z } from 'zod';
import type { Product } from './product.ts';
import * as shapes from './shapes.ts';

const Endpoints = z.object({ sfn: z.string() });
const Executions = z.object({
  executions: z.array(z.object({ name: z.string(), status: z.string() })),
  nextToken: z.string().optional(),
});
const stateMachineArn = 'arn:aws:states:eu-west-1:000000000000:stateMachine:account-management';

/** All executions that the state machine has ever had, asked of the Step Functions endpoint as AWS's own tools do. */
export async function executionsOf(url: string) {
  const { sfn } = Endpoints.parse(await (await fetch(`${url}/local/endpoints`)).json());
  const all: z.infer<typeof Executions>['executions'] = [];
  let nextToken: string | undefined;
  do {
    const answer = await fetch(sfn, {
      method: 'POST',
      headers: { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'AWSStepFunctions.ListExecutions' },
      body: JSON.stringify({ stateMachineArn, maxResults: 1000, ...(nextToken && { nextToken }) }),
    });
    const page = Executions.parse(await answer.json());
    all.push(...page.executions);
    nextToken = page.nextToken;
  } while (nextToken);
  return all;
}

/** Every e-mail that has left, with its tags. */
export async function allMails({ get, mail }: Product) {
  const all: z.infer<typeof shapes.Mail>[] = [];
  let cursor: string | undefined;
  do {
    const more: string = cursor ? `&cursor=${encodeURIComponent(cursor)}` : '';
    const page = await get(shapes.MailPage, `/local/mail?limit=100${more}`);
    all.push(...(await Promise.all(page.items.map(({ id }) => mail(id)))));
    cursor = page.cursor;
  } while (cursor);
  return all;
}

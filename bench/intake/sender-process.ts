import { once } from 'node:events';
import { Agent } from 'node:http';
import { DescribeTableCommand, DynamoDBClient, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { SourceId } from '#domain/ids.ts';
import { bareItems } from './bare-items.ts';
import { Job, type Sent } from './job.ts';
import { filledForm } from './person.ts';
import { post } from './post.ts';
import { sideBySide } from './side-by-side.ts';

/** The load comes from a process of its own, so that it takes no time from the host's event loop. Everything is prepared first. */
const [message] = await once(process, 'message');
const job = Job.parse(message);
const numbers = Array.from({ length: job.count }, (_, index) => job.first + index);
process.send?.(job.kind === 'deliveries' ? await deliver() : await transact());
process.disconnect();

async function deliver(): Promise<Sent> {
  const agent = new Agent({ keepAlive: true, maxSockets: job.concurrency });
  const forms = numbers.map(filledForm);
  await warmUp(() => post(agent, new URL('/health', job.url).href, '{}'));
  const timed = await sideBySide(forms, job.concurrency, async (form) => {
    const status = await post(agent, job.url, form);
    if (status !== 200) throw new Error(`A delivery was answered with ${status}.`);
  });
  agent.destroy();
  return timed;
}

/** What sends is compiled before anything is timed, on requests that change nothing. */
async function warmUp(ask: () => Promise<unknown>): Promise<void> {
  await sideBySide(Array.from({ length: 200 }), job.concurrency, ask);
}

async function transact(): Promise<Sent> {
  const client = new DynamoDBClient({ endpoint: job.endpoint });
  const table = { client, tableName: job.tableName };
  const source = {
    id: SourceId.parse(job.sourceId),
    name: 'Bench',
    provider: 'json',
    secret: '',
    active: true,
    createdAt: job.now,
    version: 1,
  };
  const prepared: { TransactItems: Awaited<ReturnType<typeof bareItems>>['items'] }[] = [];
  for (const number of numbers)
    prepared.push({ TransactItems: (await bareItems(table, source, number, job.now)).items });
  await warmUp(() => client.send(new DescribeTableCommand({ TableName: job.tableName })));
  const timed = await sideBySide(prepared, job.concurrency, (input) =>
    client.send(new TransactWriteItemsCommand(input)),
  );
  client.destroy();
  const [one] = prepared;
  return { ...timed, items: one?.TransactItems.length ?? 0, bytes: JSON.stringify(one).length };
}

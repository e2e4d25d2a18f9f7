import { once } from 'node:events';
import { DescribeTableCommand, DynamoDBClient, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { Connection } from '#bench/connection.ts';
import { sideBySide } from '#bench/side-by-side.ts';
import { SourceId } from '#domain/ids.ts';
import { bareItems } from './bare-items.ts';
import { Job, type Sent } from './job.ts';
import { filledForm } from './person.ts';

/** The load comes from a process of its own, so that it takes no time from the host's event loop. Everything is prepared first. */
const [message] = await once(process, 'message');
const job = Job.parse(message);
const numbers = Array.from({ length: job.count }, (_, index) => job.first + index);
process.send?.(job.kind === 'deliveries' ? await deliver() : await transact());
process.disconnect();

async function deliver(): Promise<Sent> {
  const connections = await Promise.all(Array.from({ length: job.concurrency }, () => Connection.open(job.url)));
  const forms = numbers.map(filledForm);
  const { pathname } = new URL(job.url);
  const json = 'Content-Type: application/json\r\n';
  await warmUp(connections, (connection) => connection.ask('GET /health'));
  const timed = await sideBySide(forms, connections, (form, connection) =>
    connection.ask(`POST ${pathname}`, json, form),
  );
  for (const connection of connections) connection.close();
  return timed;
}

/** What sends is compiled before anything is timed, on requests that change nothing. */
async function warmUp<Lane>(lanes: readonly Lane[], ask: (lane: Lane) => Promise<unknown>): Promise<void> {
  await sideBySide(Array.from({ length: 200 }), lanes, (_, lane) => ask(lane));
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
  const clients = Array.from({ length: job.concurrency }, () => client);
  await warmUp(clients, () => client.send(new DescribeTableCommand({ TableName: job.tableName })));
  const timed = await sideBySide(prepared, clients, (input) => client.send(new TransactWriteItemsCommand(input)));
  client.destroy();
  const [one] = prepared;
  return { ...timed, items: one?.TransactItems.length ?? 0, bytes: JSON.stringify(one).length };
}

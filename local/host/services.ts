import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import type { FunctionRow } from '#functions/registry.ts';
import { account } from '#local/arns.ts';
import type { Authorize } from '#local/aws-caller.ts';
import type { MovableClock } from '#local/clock.ts';
import { createSdkCalls } from '#local/host/aws-sdk-calls.ts';
import { type Endpoints, scheduleRoleArn } from '#local/host/environment.ts';
import { registerMachines } from '#local/host/machines.ts';
import { createScheduleTargets } from '#local/host/schedule-targets.ts';
import { ensureSchedules } from '#local/host/schedules.ts';
import { ensureTable } from '#local/host/table.ts';
import type { Turns } from '#local/invoker/turns.ts';
import type { Invoker } from '#local/invoker.ts';
import { createScheduler } from '#local/scheduler/scheduler.ts';
import { createSes } from '#local/ses/ses.ts';
import { StartRefused } from '#local/start-refused.ts';
import { createStates } from '#local/states/states.ts';
import { recordsClient } from '#local/streams/records-client.ts';
import { type RecordNews, type StreamRelay, startStreamRelay } from '#local/streams.ts';
import type { Workflow } from '#workflows/load.ts';

export type ServicesOptions = {
  readonly dataDir: string;
  readonly rows: readonly FunctionRow[];
  readonly workflows: readonly Workflow[];
  readonly clock: MovableClock;
  readonly invoker: Invoker;
  readonly turns: Turns;
  readonly endpoints: Endpoints;
  readonly region: string;
  readonly tableName: string;
  readonly scheduleGroup: string;
  readonly authorize: Authorize;
  readonly smtpUrl: string | undefined;
  /** What tells of records that have come into the table's stream; undefined for a database that does not say. */
  readonly records: RecordNews | undefined;
  readonly onTrouble: (sentence: string) => void;
};

export type Services = Awaited<ReturnType<typeof openServices>>;

/** Step Functions, SES and Scheduler as they were left; nothing goes on before `begin`. */
export async function openServices(options: ServicesOptions) {
  const { dataDir, rows, clock, invoker, turns, region, authorize, smtpUrl } = options;
  let relay: StreamRelay | undefined;
  const looksForRecords = options.records === undefined;
  const sdk = createSdkCalls();
  const states = await createStates({
    file: join(dataDir, 'states.db'),
    clock,
    region,
    accountId: account,
    authorize,
    invokeFunction: (name, payload) => turns.behind('step', () => invoker.invoke(name, payload)),
    // Besides the functions, only a state machine itself writes to the table.
    callAwsSdk: (service, action, input) =>
      sdk.call(service, action, input).finally(() => looksForRecords && relay?.notify()),
  });
  const onMailEvent = rows.filter(({ trigger }) => trigger.kind === 'mail-events').map(({ name }) => name);
  const ses = createSes({
    dir: join(dataDir, 'mail'),
    clock,
    region,
    authorize,
    smtpUrl,
    onEvent: (event) => Promise.all(onMailEvent.map((name) => invoker.invoke(name, event))),
  });
  const targets = createScheduleTargets({
    functions: rows.map(({ name }) => name),
    invoke: invoker.invoke,
    states,
  });
  const scheduler = createScheduler({
    file: join(dataDir, 'scheduler.db'),
    clock,
    region,
    authorize,
    invokeTarget: targets.invoke,
    refuseTarget: targets.refusal,
    onTrouble: options.onTrouble,
  });

  let deliveryEnded: Promise<void> | undefined;
  const endDelivery = async (): Promise<void> => {
    deliveryEnded ??= relay?.close();
    await deliveryEnded;
  };

  return {
    states,
    ses,
    scheduler,
    /** Makes what is not there yet, then lets everything go on. The endpoints must be served by now. */
    async begin(): Promise<StreamRelay> {
      relay = await openRelay(options);
      if (looksForRecords) invoker.onEnd(relay.notify);
      await registerMachines(states, options.workflows, rows, region);
      await makeSchedules(options);
      states.start();
      for (const source of [scheduler.source, ses.source, invoker, relay]) clock.register(source);
      return relay;
    },
    /** Ends the delivery of the stream, as long as the table can be asked. */
    endDelivery,
    async close(): Promise<void> {
      await endDelivery();
      await Promise.all([scheduler.close(), ses.close()]);
      states.close();
      await sdk.close();
    },
  };
}

async function openRelay(options: ServicesOptions): Promise<StreamRelay> {
  const { dataDir, rows, clock, turns, endpoints, region, tableName, records, onTrouble } = options;
  const invoker: Pick<Invoker, 'invoke' | 'busy'> = {
    invoke: (name, event) => turns.behind('record', () => options.invoker.invoke(name, event)),
    busy: options.invoker.busy,
  };
  const table = new DynamoDBClient({ endpoint: endpoints.dynamodb, region });
  const streamArn = await ensureTable(table, tableName).catch(unusable(endpoints.dynamodb));
  const triggers = rows.flatMap(({ name, trigger }) =>
    trigger.kind === 'stream' ? [{ functionName: name, attribute: trigger.attribute }] : [],
  );
  const streams = recordsClient({ endpoint: endpoints.dynamodbStreams, region });
  const file = join(dataDir, 'stream.db');
  return await startStreamRelay({
    table,
    streams,
    tableName,
    streamArn,
    region,
    triggers,
    invoker,
    clock,
    file,
    records,
    onTrouble,
  });
}

function unusable(endpoint: string) {
  return (error: unknown): never => {
    if (error instanceof StartRefused || !(error instanceof Error)) throw error;
    const why = error.message || error.name;
    throw new StartRefused({
      en: `The DynamoDB at ${endpoint} cannot be used (${why}): start it, or correct or unset AWS_ENDPOINT_URL_DYNAMODB.`,
      it: `Il DynamoDB all'indirizzo ${endpoint} non si può usare (${why}): avvialo, o correggi o togli AWS_ENDPOINT_URL_DYNAMODB.`,
    });
  };
}

async function makeSchedules({ rows, endpoints, region, scheduleGroup }: ServicesOptions): Promise<void> {
  const client = new SchedulerClient({ endpoint: endpoints.scheduler, region });
  await ensureSchedules(rows, { client, group: scheduleGroup, roleArn: scheduleRoleArn, region });
  client.destroy();
}

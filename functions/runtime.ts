import { randomBytes, randomFillSync } from 'node:crypto';
import { ulid } from 'ulid';
import { type Config, readConfig } from '#shared/config.ts';
import { CrmError } from '#shared/errors.ts';
import { quiet } from '#shared/quiet-client.ts';
import type { Deps } from './deps.ts';
import { createLeadFetcher } from './intake/http-lead-fetcher.ts';
import { type FunctionRow, type Grant, registry } from './registry.ts';

/** Composition root: the adapters of one function, built once per cold start and only as far as its row grants them. */
export async function composeRuntime(name: string): Promise<Deps> {
  const row = registry.find((one) => one.name === name);
  if (!row) throw new Error(`functions/registry.ts has no function ${name}.`);
  const config = readConfig(process.env);
  const parts: Partial<Deps> = {
    config,
    ids,
    leads: leadsOf(config),
    ...(await tableParts(row, config)),
    ...(await serviceParts(row, config)),
  };
  return new Proxy(parts, { get: (target, key) => part(target, key, name) }) as Deps;
}

function part(parts: Partial<Deps>, key: string | symbol, name: string): unknown {
  const value = parts[key as keyof Deps];
  // A promise that resolves with the proxy looks for `then`.
  if (value !== undefined || key === 'then' || typeof key === 'symbol') return value;
  throw new CrmError('access.denied', `${name} uses ${key}, which its row of functions/registry.ts does not grant.`);
}

const ids: Deps['ids'] = {
  customer: (now) => ulid(Date.parse(now), randomShare).toLowerCase(),
  secret: () => randomBytes(16).toString('hex'),
};

const pool = new Uint32Array(256);
let used = pool.length;

/** From 0 up to 1, as unguessable as the system's generator, which is asked for many at a time: ulid itself asks for each letter. */
function randomShare(): number {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  const number = pool[used] ?? 0;
  used += 1;
  return number / 2 ** 32;
}

function leadsOf(config: Config): Deps['leads'] {
  return createLeadFetcher({
    facebookToken: config.FACEBOOK_TOKEN,
    hubspotToken: config.HUBSPOT_TOKEN,
    facebookUrl: config.FACEBOOK_URL,
    hubspotUrl: config.HUBSPOT_URL,
  });
}

async function tableParts({ name, grants }: FunctionRow, { TABLE_NAME: tableName }: Config): Promise<Partial<Deps>> {
  if (!has(grants, 'table:read', 'table:write')) return {};
  const [{ DynamoDBClient }, store] = await Promise.all([
    import('@aws-sdk/client-dynamodb'),
    import('#shared/store/store.ts'),
  ]);
  const client = quiet(new DynamoDBClient({ userAgentAppId: name }));
  return store.createStores({ client, tableName });
}

async function serviceParts({ name, grants }: FunctionRow, config: Config): Promise<Partial<Deps>> {
  const [workflows, schedules, mail] = await Promise.all([
    has(grants, 'workflows:start', 'workflows:answer') ? workflowParts(name, grants, config) : {},
    has(grants, 'schedules:write') ? scheduleParts(name, config) : {},
    has(grants, 'mail:send') ? mailParts(name, config) : {},
  ]);
  return { ...workflows, ...schedules, ...mail };
}

async function workflowParts(name: string, grants: readonly Grant[], config: Config): Promise<Partial<Deps>> {
  const [{ SFNClient }, adapter] = await Promise.all([
    import('@aws-sdk/client-sfn'),
    import('#shared/workflow/step-functions.ts'),
  ]);
  const client = quiet(new SFNClient({ userAgentAppId: name }));
  return {
    ...(has(grants, 'workflows:start') && { starter: adapter.createWorkflowStarter(client, config.STATE_MACHINE_ARN) }),
    ...(has(grants, 'workflows:answer') && { answerer: adapter.createWorkflowAnswerer(client) }),
  };
}

async function scheduleParts(name: string, config: Config): Promise<Partial<Deps>> {
  const [{ SchedulerClient }, adapter] = await Promise.all([
    import('@aws-sdk/client-scheduler'),
    import('#shared/workflow/event-bridge-scheduler.ts'),
  ]);
  return {
    scheduler: adapter.createScheduler(quiet(new SchedulerClient({ userAgentAppId: name })), {
      group: config.SCHEDULE_GROUP,
      roleArn: config.SCHEDULE_ROLE_ARN,
      deadLetterArn: config.SCHEDULE_DLQ_ARN,
      targets: { due: config.DUE_FUNCTION_ARN, digest: config.DIGEST_FUNCTION_ARN },
    }),
  };
}

async function mailParts(name: string, config: Config): Promise<Partial<Deps>> {
  const [ses, { createMailer }] = await Promise.all([
    import('#shared/mail/ses-mailer.ts'),
    import('#shared/mail/mailer.ts'),
  ]);
  const sender = ses.sesMailer(quiet(ses.sesClient({ userAgentAppId: name })));
  const from = { name: 'Percorso', address: config.MAIL_FROM };
  return { mailer: createMailer(sender, { from, configurationSet: config.MAIL_CONFIGURATION_SET }) };
}

function has(grants: readonly Grant[], ...wanted: Grant[]): boolean {
  return wanted.some((grant) => grants.includes(grant));
}

import { account, functionArn } from '#local/arns.ts';
import { stateMachineArn } from '#local/host/machines.ts';

export type Endpoints = {
  readonly dynamodb: string;
  readonly dynamodbStreams: string;
  readonly sfn: string;
  readonly ses: string;
  readonly scheduler: string;
};

export type Place = {
  readonly env: NodeJS.ProcessEnv;
  readonly endpoints: Endpoints;
  readonly region: string;
  readonly tableName: string;
  readonly scheduleGroup: string;
  readonly publicUrl: string;
};

export const scheduleRoleArn = `arn:aws:iam::${account}:role/percorso-schedules`;

/** What the functions find in their environment: as infra/ sets it in the cloud, with the endpoints of this machine. */
export function functionEnvironment({ env, endpoints, region, tableName, scheduleGroup, publicUrl }: Place) {
  return {
    AWS_REGION: region,
    AWS_ACCESS_KEY_ID: env.AWS_ACCESS_KEY_ID || 'local',
    AWS_SECRET_ACCESS_KEY: env.AWS_SECRET_ACCESS_KEY || 'local',
    AWS_ENDPOINT_URL_DYNAMODB: endpoints.dynamodb,
    AWS_ENDPOINT_URL_DYNAMODB_STREAMS: endpoints.dynamodbStreams,
    AWS_ENDPOINT_URL_SFN: endpoints.sfn,
    AWS_ENDPOINT_URL_SES: endpoints.ses,
    AWS_ENDPOINT_URL_SCHEDULER: endpoints.scheduler,
    TABLE_NAME: tableName,
    STATE_MACHINE_ARN: stateMachineArn('account-management', region),
    SCHEDULE_GROUP: scheduleGroup,
    SCHEDULE_ROLE_ARN: scheduleRoleArn,
    DUE_FUNCTION_ARN: functionArn('due', region),
    DIGEST_FUNCTION_ARN: functionArn('digest', region),
    PUBLIC_URL: publicUrl,
    MAIL_FROM: env.MAIL_FROM || 'percorso@crm.example',
    ADMIN_EMAIL: env.ADMIN_EMAIL || 'admin@crm.example',
    POWERTOOLS_SERVICE_NAME: 'percorso',
    POWERTOOLS_LOG_LEVEL: env.POWERTOOLS_LOG_LEVEL || 'WARN',
  };
}

/** Sets variables of this process; the answer puts back what was there. */
export function setEnvironment(variables: Readonly<Record<string, string>>): () => void {
  const before = Object.keys(variables).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, variables);
  return () => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  };
}

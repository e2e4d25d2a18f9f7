/**
 * The list of functions. The cloud makes one Lambda of each row, the local host loads the same entry on demand.
 * Nothing here imports a handler: whoever reads the list decides how to load.
 */

export type Route = {
  /** `ANY`: whatever no other route takes. */
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'ANY';
  readonly path: string;
  /** `token`: the JWT authorizer stands in front. `public`: the path itself carries a secret, or shows nothing private. */
  readonly auth: 'token' | 'public';
};

export type Trigger =
  | { readonly kind: 'routes'; readonly routes: readonly Route[] }
  /** Called by a state machine that says `${placeholder}`. */
  | { readonly kind: 'step'; readonly placeholder: string }
  /** Records of the table's stream whose new image has this attribute. */
  | { readonly kind: 'stream'; readonly attribute: string }
  /** Target of EventBridge Scheduler entries, whose input is the event; `cron` makes one standing entry. */
  | { readonly kind: 'schedule'; readonly cron?: string }
  /** EventBridge events with the source aws.ses. */
  | { readonly kind: 'mail-events' };

export const grantActions = {
  'table:read': ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'],
  'table:write': ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:ConditionCheckItem'],
  'workflows:start': ['states:StartExecution'],
  'workflows:answer': ['states:SendTaskSuccess', 'states:SendTaskFailure'],
  'schedules:write': [
    'scheduler:CreateSchedule',
    'scheduler:UpdateSchedule',
    'scheduler:DeleteSchedule',
    'scheduler:GetSchedule',
  ],
  'mail:send': ['ses:SendRawEmail'],
} as const satisfies Record<string, readonly string[]>;

export type Grant = keyof typeof grantActions;

export type FunctionRow = {
  readonly name: string;
  readonly entry: string;
  readonly trigger: Trigger;
  readonly grants: readonly Grant[];
  /** Seconds; 15 unless said otherwise. */
  readonly timeoutSeconds?: number;
};

const table: readonly Grant[] = ['table:read', 'table:write'];

const api = (name: string, grants: readonly Grant[], paths: readonly string[], auth: Route['auth'] = 'token') =>
  ({ name: `api-${name}`, entry: `functions/api/${name}.ts`, trigger: routes(paths, auth), grants }) as const;

/** Mail scanners look with HEAD before people do with GET; only POST acts. */
const page = (name: string, path: string) =>
  ({
    name: `page-${name}`,
    entry: `functions/public/${name}.ts`,
    trigger: routes([`GET ${path}`, `HEAD ${path}`, `POST ${path}`], 'public'),
    grants: table,
  }) as const;

const step = (name: string, grants: readonly Grant[] = table) =>
  ({
    name,
    entry: `functions/steps/${name}.ts`,
    trigger: { kind: 'step', placeholder: pascal(name) },
    grants,
    timeoutSeconds: 30,
  }) as const;

/** A step that holds a task token until somebody or something answers; it answers itself when nothing is open. */
const waitingStep = (name: string) => step(name, [...table, 'workflows:answer']);

export const registry: readonly FunctionRow[] = [
  {
    name: 'intake',
    entry: 'functions/intake/intake.ts',
    trigger: routes(['POST /in/{sourceId}/{secret}', 'GET /in/{sourceId}/{secret}'], 'public'),
    grants: table,
  },

  api('customers', table, [
    'GET /customers',
    'POST /customers',
    'GET /customers/{id}',
    'PATCH /customers/{id}',
    'GET /customers/{id}/timeline',
    'GET /customers/{id}/execution',
    'POST /customers/{id}/people',
    'POST /customers/{id}/consents',
    'POST /customers/{id}/interactions',
    'POST /customers/{id}/opportunities',
    'POST /customers/{id}/dismissal',
    'POST /customers/{id}/reactivation',
  ]),
  api('actions', table, [
    'GET /actions',
    'POST /customers/{id}/actions',
    'POST /customers/{id}/actions/{actionId}/completion',
    'POST /customers/{id}/actions/{actionId}/move',
    'POST /customers/{id}/actions/{actionId}/replacement',
    'POST /customers/{id}/actions/{actionId}/failure',
  ]),
  api('reviews', table, ['GET /reviews', 'GET /reviews/{id}', 'POST /reviews/{id}/decision']),
  api('sources', table, [
    'GET /sources',
    'POST /sources',
    'GET /sources/{id}',
    'PATCH /sources/{id}',
    'DELETE /sources/{id}',
  ]),
  api('users', [...table, 'schedules:write'], ['GET /users', 'POST /users', 'GET /users/{id}', 'PATCH /users/{id}']),
  api('policy', table, ['GET /policy', 'PUT /policy', 'GET /policy/versions', 'GET /policy/versions/{version}']),
  { ...api('imports', [...table, 'schedules:write'], ['POST /imports/{kind}']), timeoutSeconds: 29 },
  { ...api('reports', ['table:read'], ['GET /reports/portfolio']), timeoutSeconds: 29 },
  api('openapi', [], ['GET /openapi.json'], 'public'),
  api('unknown', [], ['ANY /{path+}'], 'public'),

  page('review', '/r/{linkId}'),
  page('data-request', '/d/{linkId}'),
  page('interest', '/i/{linkId}'),
  page('survey', '/s/{linkId}'),
  page('preferences', '/p/{linkId}'),

  waitingStep('acquire-data'),
  waitingStep('remind-data'),
  step('profile-customer'),
  step('value-relationship'),
  step('choose-strategy'),
  waitingStep('await-review'),
  waitingStep('remind-reviewer'),
  waitingStep('escalate-review'),
  step('take-default'),
  step('make-proposition'),
  step('plan-communication'),
  waitingStep('await-next'),
  step('act'),
  step('gather-feedback'),
  step('learn'),
  step('recover'),

  {
    name: 'relay-outbox',
    entry: 'functions/events/relay-outbox.ts',
    trigger: { kind: 'stream', attribute: 'outbox' },
    grants: [...table, 'workflows:start', 'workflows:answer', 'schedules:write'],
    timeoutSeconds: 60,
  },
  {
    name: 'send-mail',
    entry: 'functions/events/send-mail.ts',
    trigger: { kind: 'stream', attribute: 'queuedMail' },
    grants: [...table, 'mail:send'],
    timeoutSeconds: 60,
  },
  {
    name: 'due',
    entry: 'functions/events/due.ts',
    trigger: { kind: 'schedule' },
    grants: [...table, 'workflows:answer'],
  },
  {
    name: 'sweep',
    entry: 'functions/events/sweep.ts',
    trigger: { kind: 'schedule', cron: 'cron(30 2 * * ? *)' },
    grants: [...table, 'workflows:answer', 'schedules:write'],
    timeoutSeconds: 300,
  },
  {
    name: 'digest',
    entry: 'functions/events/digest.ts',
    trigger: { kind: 'schedule' },
    grants: table,
  },
  {
    name: 'mail-events',
    entry: 'functions/events/mail-events.ts',
    trigger: { kind: 'mail-events' },
    grants: table,
  },
];

function routes(paths: readonly string[], auth: Route['auth']): Trigger {
  return { kind: 'routes', routes: paths.map((line) => route(line, auth)) };
}

function route(line: string, auth: Route['auth']): Route {
  const [method, path] = line.split(' ') as [Route['method'], string];
  return { method, path, auth };
}

function pascal(name: string): string {
  return name.replace(/(^|-)(\w)/g, (_, __, letter: string) => letter.toUpperCase());
}

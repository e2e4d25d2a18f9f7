/** What the Resource of a Task asks for, and how its answer comes. */
export type Resource = {
  kind: 'function' | 'invoke' | 'start' | 'sdk';
  answer: 'response' | 'sync-text' | 'sync-json' | 'token';
  /** As the history names it, e.g. `lambda` and `invoke.waitForTaskToken`. */
  type: string;
  action: string;
  /** The function of a direct Lambda ARN, or the service of an SDK call. */
  target: string;
  /** Before the error names of an SDK call, e.g. `DynamoDb`. */
  prefix: string;
};

const SDK_SERVICES: Record<string, string> = { dynamodb: 'DynamoDb', ses: 'Ses', sfn: 'Sfn', scheduler: 'Scheduler' };
const ANSWERS: Record<string, Resource['answer']> = {
  '': 'response',
  '.sync': 'sync-text',
  '.sync:2': 'sync-json',
  '.waitForTaskToken': 'token',
};
const TABLE_ACTIONS = ['getItem', 'putItem', 'updateItem', 'deleteItem'];

const known = new Map<string, Resource | undefined>();

/** The resource that an ARN names; undefined when this runtime has no such integration. */
export function readResource(arn: string): Resource | undefined {
  if (!known.has(arn)) known.set(arn, parse(arn));
  return known.get(arn);
}

function parse(arn: string): Resource | undefined {
  const direct = /^arn:aws:lambda:[^:]*:\d*:function:([\w-]+)(:[\w$-]+)?$/.exec(arn);
  if (direct?.[1]) return { kind: 'function', answer: 'response', type: '', action: '', target: direct[1], prefix: '' };
  const integration = /^arn:aws:states:[^:]*:\d*:((?:aws-sdk:)?[\w-]+):(\w+)(\.sync(?::2)?|\.waitForTaskToken)?$/.exec(
    arn,
  );
  if (!integration) return undefined;
  const [, service = '', operation = '', suffix = ''] = integration;
  const answer = ANSWERS[suffix];
  if (answer === undefined) return undefined;
  const named = { answer, type: service, action: `${operation}${suffix}` };
  const syncs = answer === 'sync-text' || answer === 'sync-json';
  if (service === 'states' && operation === 'startExecution')
    return { kind: 'start', ...named, target: 'sfn', prefix: 'StepFunctions' };
  if (syncs) return undefined;
  if (service === 'lambda' && operation === 'invoke')
    return { kind: 'invoke', ...named, target: 'lambda', prefix: 'Lambda' };
  if (service === 'dynamodb' && TABLE_ACTIONS.includes(operation) && answer === 'response')
    return { kind: 'sdk', ...named, target: 'dynamodb', prefix: 'DynamoDB' };
  const target = service.startsWith('aws-sdk:') ? service.slice('aws-sdk:'.length) : '';
  const prefix = SDK_SERVICES[target];
  return prefix === undefined ? undefined : { kind: 'sdk', ...named, target, prefix };
}

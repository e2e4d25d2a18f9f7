import type { ClientContext, Context } from 'aws-lambda';

/** Lambda's context with what the local host adds: the time, which nobody else knows here. */
export type LocalContext = Context & { readonly clientContext: ClientContext & { readonly custom: { now: string } } };

type Invocation = {
  readonly name: string;
  readonly arn: string;
  readonly requestId: string;
  readonly timeoutMs: number;
  /** Virtual epoch milliseconds. */
  readonly now: number;
};

export function invocationContext({ name, arn, requestId, timeoutMs, now }: Invocation): LocalContext {
  const deadline = performance.now() + timeoutMs;
  const at = new Date(now).toISOString();
  return {
    awsRequestId: requestId,
    functionName: name,
    functionVersion: '$LATEST',
    invokedFunctionArn: arn,
    memoryLimitInMB: '256',
    logGroupName: `/aws/lambda/${name}`,
    logStreamName: `${at.slice(0, 10).replaceAll('-', '/')}/[$LATEST]local`,
    callbackWaitsForEmptyEventLoop: true,
    clientContext: { client: localClient, env: localEnvironment, custom: { now: at } },
    getRemainingTimeInMillis: () => Math.max(0, Math.floor(deadline - performance.now())),
    done: onlyPromises,
    fail: onlyPromises,
    succeed: onlyPromises,
  };
}

const localClient = {
  installationId: 'local',
  appTitle: 'percorso',
  appVersionName: 'local',
  appVersionCode: '1',
  appPackageName: 'percorso',
};

const localEnvironment = { platformVersion: '', platform: 'local', make: '', model: '', locale: '' };

function onlyPromises(): never {
  throw new Error('A handler answers with its promise; done, fail and succeed are gone from the Node 24 runtime.');
}

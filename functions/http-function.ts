import middy from '@middy/core';
import httpRouterHandler from '@middy/http-router';
import type { APIGatewayProxyEventV2, APIGatewayProxyResultV2, Context } from 'aws-lambda';
import type { Contract } from '#contracts/contract.ts';
import type { Deps } from './deps.ts';
import { answerOnce } from './http/answer-once.ts';
import { type Caller, callerOf } from './http/caller.ts';
import type { Exact } from './http/exact.ts';
import { problem, problemOf, type Reply, respond } from './http/reply.ts';
import { readRequest } from './http/request.ts';
import { lazily, logger, timeOf } from './invocation.ts';

export type Request<P, Q, B> = {
  readonly params: P;
  readonly query: Exact<Q>;
  readonly body: Exact<B>;
  readonly caller: Caller;
  readonly now: string;
  readonly locale: 'it' | 'en';
  /** Version of If-Match. */
  readonly expected: number | undefined;
  readonly event: APIGatewayProxyEventV2;
};

export type Endpoint = {
  readonly contract: Contract;
  readonly handle: (deps: Deps, request: Request<never, never, never>) => Promise<Reply>;
};

/** Binds a handler to its contract: what it gets has been checked, what it throws becomes a problem. */
export function endpoint<P, Q, B>(
  contract: Contract<P, Q, B>,
  handle: (deps: Deps, request: Request<P, Q, B>) => Promise<Reply>,
): Endpoint {
  return { contract: contract as Contract, handle: handle as Endpoint['handle'] };
}

/** The Lambda of one resource: routing, checking, one log line a call, RFC 9457 problems, answers by Idempotency-Key. */
export function httpFunction(name: string, endpoints: readonly Endpoint[]) {
  const deps = lazily(name);
  const route = httpRouterHandler<APIGatewayProxyEventV2, APIGatewayProxyResultV2>({
    routes: endpoints.map(({ contract, handle }) => ({
      method: contract.method,
      path: contract.path,
      handler: (event: APIGatewayProxyEventV2, context: Context) => serve(deps, { contract, handle }, event, context),
    })),
    notFoundResponse: ({ method, path }) =>
      problem({ status: 404, code: 'route.unknown', detail: `There is no ${method} ${path}.` }),
  });
  return middy<APIGatewayProxyEventV2, APIGatewayProxyResultV2>().handler(async (event, context, options) => {
    const response = await route(event, context, options);
    return response ?? problem({ status: 500, code: 'internal.error', detail: 'No answer was made.' });
  });
}

async function serve(
  deps: () => Promise<Deps>,
  { contract, handle }: Endpoint,
  event: APIGatewayProxyEventV2,
  context: Context,
) {
  const now = timeOf(context);
  try {
    const parts = await deps();
    const caller = callerOf(event, contract);
    const request = readRequest(contract, event, caller, now);
    const reply = () => handle(parts, request as Request<never, never, never>);
    const response = await answerOnce(parts, event, caller, now, async () => respond(await reply(), event, contract));
    logger.info('answered', { route: `${contract.method} ${contract.path}`, status: response.statusCode });
    return response;
  } catch (error) {
    const failure = problemOf(error);
    const response = problem(failure);
    logger.warn('refused', {
      route: `${contract.method} ${contract.path}`,
      status: failure.status,
      code: failure.code,
      ...(error instanceof Error && failure.status === 500 && { error: error.name, stack: error.stack }),
    });
    return response;
  }
}

import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Problem, problem } from '#functions/http/reply.ts';
import type { FunctionRow } from '#functions/registry.ts';
import type { LocalClock } from '#local/clock-port.ts';
import { authorize, challenge, type Refused, type VerifyToken } from '#local/gateway/authorizer.ts';
import { sendAnswer } from '#local/gateway/http-answer.ts';
import { httpEvent, target } from '#local/gateway/http-event.ts';
import { createRouteTable, type Match } from '#local/gateway/route-table.ts';
import { BodyTooLarge, type LocalHandler, readBody } from '#local/http.ts';
import type { Invoker } from '#local/invoker.ts';

/** HTTP APIs take at most 10 MB. */
const bodyLimit = 10 * 1024 * 1024;

export type GatewayOptions = {
  readonly rows: readonly FunctionRow[];
  readonly invoker: Pick<Invoker, 'invoke'>;
  readonly verify: VerifyToken;
  readonly clock: Pick<LocalClock, 'now'>;
  /** Told of every function that failed behind a route. */
  readonly onFailure: (functionName: string, error: unknown) => void;
};

/** API Gateway's HTTP API in front of the registry's routes: same events, same authorizer, same statuses. */
export function createGateway({ rows, invoker, verify, clock, onFailure }: GatewayOptions): LocalHandler {
  const table = createRouteTable(rows);

  const serve = async (req: IncomingMessage, res: ServerResponse, match: Match): Promise<void> => {
    const access = match.auth === 'token' ? await authorize(req, verify) : undefined;
    if (access?.ok === false) {
      res.setHeader('www-authenticate', challenge(access));
      await refuse(req, res, notLetIn(access));
      return;
    }
    const body = await readBody(req, bodyLimit);
    const event = httpEvent(req, { match, body, claims: access?.claims, now: clock.now() });
    try {
      sendAnswer(res, await invoker.invoke(match.functionName, event));
    } catch (error) {
      onFailure(match.functionName, error);
      await refuse(req, res, integrationError(error));
    }
  };

  return async (req, res) => {
    try {
      const match = table.match(req.method ?? '', target(req).path);
      if (match === undefined) await refuse(req, res, noRoute(req));
      else await serve(req, res, match);
    } catch (error) {
      if (error instanceof URIError) await refuse(req, res, brokenPath);
      else if (error instanceof BodyTooLarge) await refuse(req, res, tooLarge);
      else if (!req.errored) throw error;
    }
  };
}

const brokenPath: Problem = {
  status: 400,
  code: 'request.malformed',
  detail: 'The path is no valid percent-encoding: write % as %25.',
};
const tooLarge: Problem = {
  status: 413,
  code: 'body.too-large',
  detail: 'The body is larger than a request may be: send less at a time.',
};

function noRoute({ method = '', url = '' }: IncomingMessage): Problem {
  return { status: 404, code: 'route.unknown', detail: `There is no ${method} ${url.split('?')[0]}.` };
}

function notLetIn({ status, reason }: Refused): Problem {
  const detail = `This needs a valid token (${reason}): send it as Authorization: Bearer …; npm run -s crm -- token prints one.`;
  return { status, code: status === 401 ? 'token.needed' : 'access.denied', detail };
}

function integrationError(error: unknown): Problem {
  const name = error instanceof Error ? error.name : '';
  if (name === 'Sandbox.Timedout')
    return { status: 503, code: 'service.slow', detail: 'The function took longer than it may; try again.' };
  if (name === 'RequestEntityTooLargeException') return tooLarge;
  return {
    status: 500,
    code: 'internal.error',
    detail: 'Something went wrong on our side; the log has it. Try again.',
  };
}

/** How long a client that is being refused may go on sending, in milliseconds. */
const patience = 5_000;

/**
 * Problems where AWS's gateway has words of its own. What the client still sends is thrown away for a while, because a
 * connection that is cut while it sends takes the answer with it; then the connection is closed.
 */
async function refuse(req: IncomingMessage, res: ServerResponse, refused: Problem): Promise<void> {
  const { statusCode, headers, body } = problem(refused);
  for (const name of res.getHeaderNames()) if (name !== 'www-authenticate') res.removeHeader(name);
  if (req.complete) {
    res.writeHead(statusCode, headers).end(body);
    return;
  }
  res.setHeader('connection', 'close');
  res.writeHead(statusCode, { ...headers, 'content-length': Buffer.byteLength(body) }).write(body);
  await sent(req);
  res.end();
}

/** Resolves when the client has sent all, has gone, or has taken too long. */
function sent(req: IncomingMessage): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, patience);
  for (const event of ['end', 'close', 'error']) req.once(event, () => resolve());
  req.resume();
  return promise.finally(() => clearTimeout(timer));
}

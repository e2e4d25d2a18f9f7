import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FunctionRow } from '#functions/registry.ts';
import type { LocalClock } from '#local/clock-port.ts';
import { authorize, challenge, type VerifyToken } from '#local/gateway/authorizer.ts';
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

/** API Gateway's HTTP API in front of the registry's routes: same events, same authorizer, same errors. */
export function createGateway({ rows, invoker, verify, clock, onFailure }: GatewayOptions): LocalHandler {
  const table = createRouteTable(rows);

  const serve = async (req: IncomingMessage, res: ServerResponse, match: Match): Promise<void> => {
    const access = match.auth === 'token' ? await authorize(req, verify) : undefined;
    if (access?.ok === false) {
      res.setHeader('www-authenticate', challenge(access));
      refuse(req, res, access.status, access.status === 401 ? 'Unauthorized' : 'Forbidden');
      return;
    }
    const body = await readBody(req, bodyLimit);
    const event = httpEvent(req, { match, body, claims: access?.claims, now: clock.now() });
    try {
      sendAnswer(res, await invoker.invoke(match.functionName, event));
    } catch (error) {
      onFailure(match.functionName, error);
      const [status, message] = integrationError(error);
      refuse(req, res, status, message);
    }
  };

  return async (req, res) => {
    try {
      const match = table.match(req.method ?? '', target(req).path);
      if (match === undefined) refuse(req, res, 404, 'Not Found');
      else await serve(req, res, match);
    } catch (error) {
      if (error instanceof URIError) refuse(req, res, 400, 'Bad Request');
      else if (error instanceof BodyTooLarge) refuse(req, res, 413, 'Request Entity Too Large');
      else if (!req.errored) throw error;
    }
  };
}

function integrationError(error: unknown): [number, string] {
  const name = error instanceof Error ? error.name : '';
  if (name === 'Sandbox.Timedout') return [503, 'Service Unavailable'];
  if (name === 'RequestEntityTooLargeException') return [413, 'Request Entity Too Large'];
  return [500, 'Internal Server Error'];
}

/** API Gateway's own errors. What the client still sends is not read: the connection is closed behind the answer. */
function refuse(req: IncomingMessage, res: ServerResponse, status: number, message: string): void {
  for (const name of res.getHeaderNames()) if (name !== 'www-authenticate') res.removeHeader(name);
  if (!req.complete) res.setHeader('connection', 'close');
  res.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ message }));
}

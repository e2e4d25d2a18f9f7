import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Authorize, callerApp } from '#local/aws-caller.ts';
import { BodyTooLarge, readBody } from '#local/http.ts';
import { call } from './api/operations.ts';
import { ApiError } from './api-error.ts';
import type { Service } from './service.ts';

/** Bytes that a request of the API may have (AWS quota: 1 MB; a definition escaped as JSON text takes more). */
const REQUEST_LIMIT = 2_097_152;
const CONTENT_TYPE = 'application/x-amz-json-1.0';

/** Answers one request of the AWS JSON 1.0 protocol, `X-Amz-Target: AWSStepFunctions.<action>`. */
export async function answer(
  service: Service,
  authorize: Authorize,
  req: IncomingMessage,
  res: ServerResponse,
): Promise<void> {
  try {
    const body = await readBody(req, REQUEST_LIMIT);
    send(res, 200, await perform(service, authorize, req, body));
  } catch (thrown) {
    if (thrown instanceof ApiError) send(res, 400, { __type: thrown.name, message: thrown.message });
    else if (thrown instanceof BodyTooLarge)
      send(res, 413, { __type: 'RequestEntityTooLargeException', message: `The body is over ${REQUEST_LIMIT} bytes` });
    else
      send(res, 500, { __type: 'InternalFailure', message: thrown instanceof Error ? thrown.message : String(thrown) });
  }
}

async function perform(service: Service, authorize: Authorize, req: IncomingMessage, body: Buffer): Promise<object> {
  const action = String(req.headers['x-amz-target'] ?? '').replace(/^AWSStepFunctions\./, '');
  const refusal = authorize(callerApp(req), `states:${action}`);
  if (refusal !== undefined) throw new ApiError('AccessDeniedException', refusal);
  return await call(service, action, parsed(body));
}

function parsed(body: Buffer): unknown {
  try {
    return body.length === 0 ? {} : JSON.parse(body.toString());
  } catch {
    throw new ApiError('SerializationException', 'The body of the request is no JSON');
  }
}

function send(res: ServerResponse, status: number, body: object): void {
  const headers = { 'content-type': CONTENT_TYPE, 'x-amzn-requestid': randomUUID() };
  res.writeHead(status, headers).end(JSON.stringify(body));
}

import type { ServerResponse } from 'node:http';
import { z } from 'zod';

const Scalar = z.union([z.string(), z.number(), z.boolean()]);

/** The answer of a function in payload format 2.0, spelled out. */
const Answer = z.object({
  statusCode: z.int().min(200).max(599),
  headers: z.record(z.string(), Scalar).optional(),
  cookies: z.array(z.string()).optional(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().optional(),
});

/**
 * Sends what a function returned. Anything without a status code is the body itself, as in an HTTP API.
 * @throws Error when it is no answer; API Gateway says 500 to that.
 */
export function sendAnswer(res: ServerResponse, returned: unknown): void {
  if (!hasStatus(returned)) {
    const body = typeof returned === 'string' ? returned : JSON.stringify(returned);
    res.writeHead(200, { 'content-type': 'application/json' }).end(body);
    return;
  }
  const { statusCode, headers = {}, cookies, body, isBase64Encoded = false } = Answer.parse(returned);
  const content = Buffer.from(body ?? '', isBase64Encoded ? 'base64' : 'utf8');
  for (const [name, value] of Object.entries(headers)) res.setHeader(name, String(value));
  if (cookies !== undefined) res.setHeader('set-cookie', cookies);
  if (content.length > 0 && !res.hasHeader('content-type')) res.setHeader('content-type', 'text/plain;charset=UTF-8');
  res.removeHeader('transfer-encoding');
  if (statusCode !== 204 && statusCode !== 304) res.setHeader('content-length', content.length);
  res.writeHead(statusCode).end(content);
}

function hasStatus(returned: unknown): returned is { statusCode: unknown } {
  return typeof returned === 'object' && returned !== null && 'statusCode' in returned;
}

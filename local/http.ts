import type { IncomingMessage, ServerResponse } from 'node:http';

export type LocalHandler = (req: IncomingMessage, res: ServerResponse) => void | Promise<void>;

/** The body is longer than the limit; the rest of it has not been read. */
export class BodyTooLarge extends Error {
  override name = 'BodyTooLarge';
}

/** @throws BodyTooLarge past `limit` bytes, with the connection still there for an answer; an Error when the caller hangs up. */
export async function readBody(req: IncomingMessage, limit: number): Promise<Buffer> {
  if (Number(req.headers['content-length'] ?? 0) > limit) throw new BodyTooLarge();
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req.iterator({ destroyOnReturn: false })) {
    size += chunk.length;
    if (size > limit) throw new BodyTooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

export function sendJson(
  res: ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  const type = status >= 400 && isProblem(body) ? 'application/problem+json' : 'application/json';
  res.writeHead(status, { 'content-type': type, 'cache-control': 'no-store', ...headers }).end(JSON.stringify(body));
}

/** An RFC 9457 problem. */
export function sendProblem(res: ServerResponse, status: number, title: string, detail: string): void {
  sendJson(res, status, { type: 'about:blank', title, status, detail });
}

/** What is only looked at: any other method is refused. */
export function readOnly(handler: LocalHandler): LocalHandler {
  return (req, res) => {
    if (req.method === 'GET' || req.method === 'HEAD') return handler(req, res);
    res.setHeader('allow', 'GET, HEAD');
    return sendProblem(res, 405, 'Method Not Allowed', 'This is only to be looked at, with GET or HEAD.');
  };
}

function isProblem(body: unknown): boolean {
  return typeof body === 'object' && body !== null && 'title' in body;
}

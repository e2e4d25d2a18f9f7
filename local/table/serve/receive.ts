import type { IncomingMessage } from 'node:http';
import { BodyTooLarge } from '#local/http.ts';

/**
 * The whole body. By events, which takes a fraction of what iterating over the request does.
 * @throws BodyTooLarge past `limit` bytes; an Error when the caller hangs up.
 */
export function receive(req: IncomingMessage, limit: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    if (Number(req.headers['content-length'] ?? 0) > limit) return reject(new BodyTooLarge());
    const chunks: Buffer[] = [];
    let size = 0;
    req.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) chunks.push(chunk);
      else reject(new BodyTooLarge());
    });
    req.on('end', () => resolve(chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks)));
    req.on('error', reject);
  });
}

import { type Agent, request } from 'node:http';

/** Posts JSON over a kept connection; resolves to the status when the whole answer is there. */
export function post(agent: Agent, url: string, body: string): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
  const req = request(url, { agent, method: 'POST', headers }, (res) => {
    res.on('error', reject);
    res.on('end', () => resolve(res.statusCode ?? 0));
    res.resume();
  });
  req.on('error', reject);
  req.end(body);
  return promise;
}

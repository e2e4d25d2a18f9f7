import { request } from 'node:http';
import { pipeline } from 'node:stream';
import { type LocalHandler, sendProblem } from '#local/http.ts';

/** Hands requests on to another address of this machine and its answers back, as they are. */
export function forwardTo(url: string): LocalHandler {
  const { hostname, port } = new URL(url);
  return (req, res) => {
    const { method, url: path, headers } = req;
    const onward = request({ hostname, port, method, path, headers }, (answer) => {
      res.writeHead(answer.statusCode ?? 502, answer.headers);
      pipeline(answer, res, () => undefined);
    });
    onward.once('error', () => {
      if (res.headersSent) res.destroy();
      else sendProblem(res, 502, 'Bad Gateway', 'The table of this machine did not answer.');
    });
    pipeline(req, onward, () => undefined);
  };
}

import type { IncomingMessage } from 'node:http';

type Headers = Pick<IncomingMessage, 'headers'>;

const loopback = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/i;

/** True when the request names this machine itself, so that no web page gets here by pointing its own host name at it. */
export const namesThisMachine = ({ headers }: Headers): boolean => loopback.test(headers.host ?? '');

/** Programs of this machine, not pages of other sites that a browser on it shows, whatever name they give themselves. */
export function isOfThisMachine(req: Headers): boolean {
  const site = req.headers['sec-fetch-site'];
  return namesThisMachine(req) && (site === undefined || site === 'same-origin' || site === 'none');
}

/** What others are told. */
export const onlyForThisMachine =
  'This address is for programs on the same machine: use 127.0.0.1 or localhost, not another site or name.';

import type { IncomingMessage } from 'node:http';

const loopback = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/i;

/** True when the request names this machine itself, so that no web page gets here by pointing its own host name at it. */
export const namesThisMachine = (req: IncomingMessage): boolean => loopback.test(req.headers.host ?? '');

import type { IncomingMessage } from 'node:http';

/** The name that a function's AWS client carries in its User-Agent (`userAgentAppId`); undefined for the operator's own tools. */
export const callerApp = (req: Pick<IncomingMessage, 'headers'>): string | undefined =>
  /(?:^|\s)app\/([^\s]+)/.exec(req.headers['user-agent'] ?? '')?.[1];

/** Says why a caller may not do an IAM action (`ses:SendRawEmail`), in the sentence that AWS would use; undefined when it may. */
export type Authorize = (appName: string | undefined, action: string) => string | undefined;

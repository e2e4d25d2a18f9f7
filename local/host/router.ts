import type { IncomingMessage, ServerResponse } from 'node:http';
import { target } from '#local/gateway/http-event.ts';
import { type LocalHandler, sendProblem } from '#local/http.ts';
import { isOfThisMachine, onlyForThisMachine } from '#local/loopback.ts';

/** Answers false when the path is not its own. */
type PartialHandler = (req: IncomingMessage, res: ServerResponse) => Promise<boolean>;

export type Routes = {
  /** AWS services by base path; they see the URL without it. */
  readonly services: Readonly<Record<string, LocalHandler>>;
  /** What exists on this machine only, by exact path or, ending in a slash, by prefix. */
  readonly local: Readonly<Record<string, LocalHandler>>;
  /** Asked in order before the product. */
  readonly partial: readonly PartialHandler[];
  readonly health: LocalHandler;
  readonly product: LocalHandler;
};

/** One server for the product, the AWS endpoints and what the machine adds. */
export function createRouter({ services, local, partial, health, product }: Routes): LocalHandler {
  const guarded = (handler: LocalHandler, req: IncomingMessage, res: ServerResponse) =>
    isOfThisMachine(req) ? handler(req, res) : refuseForeign(res);

  return async (req, res) => {
    const { path } = target(req);
    if (path === '/health') return await health(req, res);
    for (const [base, handler] of Object.entries(services)) {
      if (path !== base && !path.startsWith(`${base}/`)) continue;
      req.url = (req.url ?? '').slice(base.length).replace(/^(?!\/)/, '/');
      return await guarded(handler, req, res);
    }
    for (const [place, handler] of Object.entries(local)) {
      if (path === place || (place.endsWith('/') && path.startsWith(place))) return await guarded(handler, req, res);
    }
    for (const handler of partial) if (await handler(req, res)) return;
    await product(req, res);
  };
}

function refuseForeign(res: ServerResponse): void {
  sendProblem(res, 403, 'Forbidden', onlyForThisMachine);
}

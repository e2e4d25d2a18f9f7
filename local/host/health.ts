import type { LocalClock } from '#local/clock-port.ts';
import { type LocalHandler, sendJson } from '#local/http.ts';

/** `GET /health`: 200 while the product can work, 503 when its database does not answer. */
export function healthRoute(clock: Pick<LocalClock, 'now'>, answers: () => Promise<boolean>): LocalHandler {
  return async (_, res) => {
    const database = await answers();
    const now = new Date(clock.now()).toISOString();
    const status = database ? 'ok' : 'failing';
    sendJson(res, database ? 200 : 503, { status, now, database: database ? 'ok' : 'does not answer' });
  };
}

import { target } from '#local/gateway/http-event.ts';
import { type LocalHandler, sendJson, sendProblem } from '#local/http.ts';
import type { StreamRelay } from '#local/streams.ts';

/**
 * `GET /local/dead-letters` lists what no function took, and firings of schedules that reached nothing;
 * `POST /local/dead-letters/{id}/retry` delivers a record once more.
 */
export function deadLetterRoutes(
  relay: Pick<StreamRelay, 'deadLetters' | 'retry'>,
  firings: () => readonly object[] = () => [],
): LocalHandler {
  return async (req, res) => {
    const { path } = target(req);
    const id = /^\/local\/dead-letters\/(\d+)\/retry$/.exec(path)?.[1];
    if (req.method === 'GET' && path === '/local/dead-letters') {
      sendJson(res, 200, { items: [...relay.deadLetters(), ...firings()] });
    } else if (req.method === 'POST' && id !== undefined) {
      try {
        if (await relay.retry(Number(id))) sendJson(res, 200, { delivered: Number(id) });
        else sendProblem(res, 404, 'Not Found', `There is no dead letter ${id}; GET /local/dead-letters lists them.`);
      } catch (error) {
        const why = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
        sendProblem(res, 502, 'Bad Gateway', `The function refused dead letter ${id} again (${why}).`);
      }
    } else {
      sendProblem(res, 404, 'Not Found', 'GET /local/dead-letters, or POST /local/dead-letters/{id}/retry.');
    }
  };
}

import type { ServerResponse } from 'node:http';
import { z } from 'zod';
import type { Advance, MovableClock } from '#local/clock.ts';
import { BodyTooLarge, type LocalHandler, readBody, sendJson, sendProblem } from '#local/http.ts';

/** Clients give up on an answer whose first byte does not come; whitespace before JSON keeps them waiting. */
const sayAliveEveryMs = 10_000;

const Move = z.union([
  z.strictObject({ advance: z.union([z.string(), z.number()]) }),
  z.strictObject({ speed: z.number() }),
]);

/** `GET /local/clock` tells the time, `POST /local/clock` moves it or sets its speed. */
export function clockRoutes(clock: MovableClock): LocalHandler {
  return async (req, res) => {
    switch (req.method) {
      case 'GET':
      case 'HEAD':
        sendJson(res, 200, clock.status());
        break;
      case 'POST':
        await readBody(req, 1_000)
          .then((body) => change(res, clock, Move.parse(JSON.parse(body.toString('utf8')))))
          .catch((error: unknown) => refuse(res, error));
        break;
      default:
        res.setHeader('allow', 'GET, HEAD, POST');
        sendProblem(res, 405, 'Method Not Allowed', 'The clock understands GET and POST.');
    }
  };
}

async function change(res: ServerResponse, clock: MovableClock, move: z.infer<typeof Move>): Promise<void> {
  if ('advance' in move) {
    await answer(res, clock.advance(move.advance), clock);
  } else {
    clock.setSpeed(move.speed);
    sendJson(res, 200, clock.status());
  }
}

async function answer(res: ServerResponse, advance: Promise<Advance>, clock: MovableClock): Promise<void> {
  const alive = setInterval(() => {
    if (!res.headersSent) res.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
    res.write('\n');
  }, sayAliveEveryMs);
  try {
    const done = { ...(await advance), ...clock.status() };
    if (res.headersSent) res.end(JSON.stringify(done));
    else sendJson(res, 200, done);
  } finally {
    clearInterval(alive);
  }
}

function refuse(res: ServerResponse, error: unknown): void {
  const detail = error instanceof Error ? error.message : String(error);
  if (error instanceof RangeError) {
    sendProblem(res, 400, 'Bad Request', detail);
  } else if (error instanceof z.ZodError || error instanceof SyntaxError || error instanceof BodyTooLarge) {
    sendProblem(res, 400, 'Bad Request', 'Send {"advance": "P30D"} (ISO 8601, forward) or {"speed": 1000}.');
  } else if (res.headersSent) {
    res.end(JSON.stringify({ type: 'about:blank', title: 'Internal Server Error', status: 500, detail }));
  } else {
    sendProblem(res, 500, 'Internal Server Error', detail);
  }
}

import type { ServerResponse } from 'node:http';
import { BodyTooLarge, type LocalHandler } from '#local/http.ts';
import { tooLarge } from '#local/table/wire/answer.ts';
import { longestBody, type Responder, type TableAnswer } from '#local/table/wire/message.ts';
import { receive } from './receive.ts';
import { bodyHeaders, bodyOf } from './response-bytes.ts';

/** The protocol behind an HTTP server of Node, below a base path or as a server of its own. */
export function tableHandler(respond: Responder): LocalHandler {
  return async (req, res) => {
    try {
      const { method, url, headers } = req;
      const body = method === 'GET' ? Buffer.alloc(0) : await receive(req, longestBody);
      send(res, await respond({ method, url, headers, body }));
    } catch (thrown) {
      if (!(thrown instanceof BodyTooLarge)) return void res.destroy();
      send(res, tooLarge());
    }
  };
}

function send(res: ServerResponse, { status, headers, pieces }: TableAnswer): void {
  const body = bodyOf(pieces);
  res.writeHead(status, [...headers, ...bodyHeaders(body)]).end(body);
}

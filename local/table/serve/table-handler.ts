import { BodyTooLarge, type LocalHandler } from '#local/http.ts';
import { tooLarge } from '#local/table/wire/answer.ts';
import { longestBody, type Responder } from '#local/table/wire/message.ts';
import { receive } from './receive.ts';

/** The protocol behind an HTTP server of Node, below a base path or as a server of its own. */
export function tableHandler(respond: Responder): LocalHandler {
  return async (req, res) => {
    try {
      const { method, url, headers } = req;
      const body = method === 'GET' ? Buffer.alloc(0) : await receive(req, longestBody);
      const { status, headers: answered, text } = await respond({ method, url, headers, body });
      // As a string, head and body leave in one piece.
      res.writeHead(status, [...answered]).end(text);
    } catch (thrown) {
      if (!(thrown instanceof BodyTooLarge)) return void res.destroy();
      const { status, headers } = tooLarge();
      res.writeHead(status, [...headers]).end();
    }
  };
}

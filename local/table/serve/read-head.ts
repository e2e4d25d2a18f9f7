import type { IncomingHttpHeaders } from 'node:http';

/** A request whose body has a known length and follows at once. */
export type Head = { readonly url: string; readonly headers: IncomingHttpHeaders; readonly length: number };

const requestLine = /^POST (\/[\x21-\x7e]*) HTTP\/1\.1$/;
const plainName = /^[a-z0-9-]+$/;
const odd = /[^\t\x20-\x7e\r\n]/;
const isLength = /^\d{1,8}$/;
/** What asks for more of HTTP than a body and an answer. */
const demanding = ['transfer-encoding', 'expect', 'upgrade', 'te', 'trailer', 'content-encoding'];

/**
 * The head of a plain POST, without the empty line behind it, as AWS's clients send it; undefined for every other one, also for one that is
 * wrong: Node's HTTP server knows what to do with those.
 */
export function readHead(text: string, longestBody: number): Head | undefined {
  const firstEnd = text.indexOf('\r\n');
  const url = requestLine.exec(text.slice(0, firstEnd))?.[1];
  if (url === undefined || firstEnd < 0 || odd.test(text)) return undefined;
  const headers = readHeaders(text, firstEnd + 2);
  if (headers === undefined || headers.host === undefined || !isLength.test(headers['content-length'] ?? '')) {
    return undefined;
  }
  if (demanding.some((name) => name in headers) || !staysOpen(headers.connection)) return undefined;
  const length = Number(headers['content-length']);
  return length <= longestBody ? { url, headers, length } : undefined;
}

const staysOpen = (connection: string | undefined): boolean =>
  connection === undefined || connection.toLowerCase() === 'keep-alive';

/** Undefined when a name comes twice, when a line goes on in the next one, or is none. */
function readHeaders(text: string, from: number): IncomingHttpHeaders | undefined {
  const headers: IncomingHttpHeaders = Object.create(null);
  let at = from;
  while (at < text.length) {
    const next = text.indexOf('\r\n', at);
    const end = next < 0 ? text.length : next;
    const colon = text.indexOf(':', at);
    if (colon < 0 || colon > end) return undefined;
    const name = text.slice(at, colon).toLowerCase();
    if (!plainName.test(name) || name in headers) return undefined;
    headers[name] = text.slice(colon + 1, end).trim();
    at = end + 2;
  }
  return headers;
}

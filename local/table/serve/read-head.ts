import type { AskedHeaders } from '#local/table/wire/message.ts';

/** A request whose body has a known length and follows at once. */
export type Head = { readonly url: string; readonly headers: AskedHeaders; readonly length: number };

const plainPost = /^POST (\/[\x21-\x7e]*) HTTP\/1\.1(?:\r\n[A-Za-z0-9-]+:[\t\x20-\x7e]*)+$/;
const isLength = /^\d{1,8}$/;

/**
 * The head of a plain POST, without the empty line behind it, as AWS's clients send it; undefined for every other one, also for one that is
 * wrong: Node's HTTP server knows what to do with those.
 */
export function readHead(text: string, longestBody: number): Head | undefined {
  const url = plainPost.exec(text)?.[1];
  if (url === undefined) return undefined;
  const headers = new PlainHeaders();
  let end = text.indexOf('\r\n');
  while (end >= 0) {
    const start = end + 2;
    const colon = text.indexOf(':', start);
    end = text.indexOf('\r\n', start);
    const value = text.slice(colon + 1, end < 0 ? text.length : end);
    if (!headers.take(text.slice(start, colon).toLowerCase(), value)) return undefined;
  }
  const { 'content-length': length = '', host } = headers;
  if (host === undefined || !isLength.test(length) || Number(length) > longestBody) return undefined;
  return { url, headers, length: Number(length) };
}

/** Always of the same form, and without what nobody asks for: a request of an SDK has twice as many headers. */
class PlainHeaders implements AskedHeaders {
  host: string | undefined = undefined;
  'content-type': string | undefined = undefined;
  'content-length': string | undefined = undefined;
  'x-amz-target': string | undefined = undefined;
  authorization: string | undefined = undefined;
  'x-amz-date': string | undefined = undefined;
  date: string | undefined = undefined;
  'user-agent': string | undefined = undefined;
  'sec-fetch-site': string | undefined = undefined;
  'accept-encoding': string | undefined = undefined;

  /** @returns false for a header that asks for more of HTTP than a body and an answer, or that comes twice */
  take(name: string, value: string): boolean {
    switch (name) {
      case 'host':
      case 'content-type':
      case 'content-length':
      case 'x-amz-target':
      case 'authorization':
      case 'x-amz-date':
      case 'date':
      case 'user-agent':
      case 'sec-fetch-site':
      case 'accept-encoding':
        if (this[name] !== undefined) return false;
        this[name] = value.trim();
        return true;
      case 'connection':
        return value.trim().toLowerCase() === 'keep-alive';
      case 'transfer-encoding':
      case 'expect':
      case 'upgrade':
      case 'te':
      case 'proxy-connection':
      case 'trailer':
      case 'content-encoding':
        return false;
      default:
        return true;
    }
  }
}

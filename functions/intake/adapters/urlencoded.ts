import { Buffer } from 'node:buffer';
import { decodeText } from './body.ts';

/**
 * Names and values of a urlencoded body in order.
 *
 * URLSearchParams knows UTF-8 only; pages in windows-1252 post `%E8` for `è`, so that each part is decoded from its bytes.
 */
export const urlencodedPairs = (rawBody: Uint8Array, charset: string | undefined): [string, string][] => {
  const part = (text: string): string => decodeText(Buffer.from(percentDecoded(text), 'latin1'), charset);
  return Buffer.from(rawBody)
    .toString('latin1')
    .trim()
    .split('&')
    .filter(Boolean)
    .map((pair): [string, string] => {
      const equals = pair.indexOf('=');
      return equals < 0 ? [part(pair), ''] : [part(pair.slice(0, equals)), part(pair.slice(equals + 1))];
    });
};

/** One character per byte. */
const percentDecoded = (text: string): string =>
  text
    .replaceAll('+', ' ')
    .replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));

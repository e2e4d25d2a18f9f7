import { Buffer } from 'node:buffer';
import type { Delivery } from './adapter.ts';
import { decodeText, type Parsed } from './body.ts';
import { refuse } from './refusal.ts';

const broken = refuse('body-broken', 'The multipart body breaks off or has no boundary. Send the whole form again.');

/** Bytes of a value: busboy is asked for latin1, which keeps every byte, unless a part names its own charset. */
const textOf = (value: string): string => (/[^\0-\xff]/.test(value) ? value : decodeText(Buffer.from(value, 'latin1')));

/**
 * Names and values of a multipart form in order. A file leaves its name as the value; its content is not kept.
 *
 * busboy is loaded at the first multipart form, so that a cold start does not pay for it.
 */
export const multipartPairs = async (delivery: Delivery): Promise<Parsed<[string, string][]>> => {
  const { Busboy } = await import('@fastify/busboy');
  const pairs: [string, string][] = [];
  return new Promise((resolve) => {
    try {
      const busboy = new Busboy({
        headers: { 'content-type': delivery.headers['content-type'] ?? '' },
        defCharset: 'latin1',
        limits: { fieldSize: delivery.rawBody.length + 1, headerPairs: 50 },
      });
      busboy.on('field', (name, value) => pairs.push([name, textOf(value)]));
      busboy.on('file', (name, stream, filename) => {
        if (filename) pairs.push([name, filename]);
        stream.on('error', () => resolve(broken));
        stream.resume();
      });
      busboy.on('error', () => resolve(broken));
      busboy.on('finish', () => resolve({ kind: 'parsed', value: pairs.filter(([name]) => typeof name === 'string') }));
      busboy.end(Buffer.from(delivery.rawBody));
    } catch {
      resolve(broken);
    }
  });
};

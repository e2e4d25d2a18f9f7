import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import { BodyTooLarge } from '#local/http.ts';
import { TableError } from '#local/table/table-error.ts';
import { longestBody } from './message.ts';

const unzip = promisify(gunzip);

/**
 * A request's body that may have come in another form than its own. The service takes gzip, in one piece or several, and answers with a failure
 * of its own to everything else. It takes what becomes a gigabyte; here the limit is that of all bodies.
 * @throws TableError, BodyTooLarge
 */
export async function unpack(body: Buffer, encoding: string): Promise<Buffer> {
  const form = encoding.trim().toLowerCase();
  if (form === '' || form === 'identity') return body;
  if (form !== 'gzip') throw notUnpacked();
  try {
    return await unzip(body, { maxOutputLength: longestBody });
  } catch (error) {
    const isTooLarge = error instanceof RangeError && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE';
    throw isTooLarge ? new BodyTooLarge() : notUnpacked();
  }
}

const notUnpacked = () =>
  new TableError(
    'InternalServerError',
    'The body is not what its Content-Encoding says: send it as it is, or as gzip.',
  );

import { crc32 } from 'node:zlib';
import { onceASecond } from '#local/once-a-second.ts';
import type { TableAnswer } from '#local/table/wire/message.ts';

/** Where the body begins: more than any head takes. */
const room = 1024;
/** Bytes that a letter of a string takes at most. */
const largest = 3;

/** @returns the bytes of all pieces, one behind the other */
export function bodyOf(pieces: TableAnswer['pieces']): Buffer {
  const body = Buffer.allocUnsafe(sizeOf(pieces));
  write(pieces, body, 0);
  return body;
}

/** The headers that depend on the body's bytes, names and values in turns. */
export function bodyHeaders(body: Buffer): string[] {
  return ['x-amz-crc32', String(crc32(body)), 'content-length', String(body.length)];
}

/**
 * An answer as it goes over a connection that stays open.
 * @param scratch where it stands when it fits in
 */
export function responseBytes({ status, headers, pieces }: TableAnswer, scratch: Buffer): Buffer {
  const bytes = withRoomFor(pieces, scratch);
  const end = write(pieces, bytes, room);
  const head = `${headOf(status)}${linesOf(headers)}${linesOf(bodyHeaders(bytes.subarray(room, end)))}\r\n`;
  const start = room - head.length;
  bytes.write(head, start, 'latin1');
  return bytes.subarray(start, end);
}

function withRoomFor(pieces: TableAnswer['pieces'], scratch: Buffer): Buffer {
  let length = 0;
  for (const piece of pieces) length += piece.length;
  if (room + length * largest <= scratch.length) return scratch;
  return Buffer.allocUnsafe(room + sizeOf(pieces));
}

const sizeOf = (pieces: TableAnswer['pieces']): number =>
  pieces.reduce((sum, piece) => sum + Buffer.byteLength(piece), 0);

/** @returns where it ends */
function write(pieces: TableAnswer['pieces'], into: Buffer, from: number): number {
  let at = from;
  for (const piece of pieces) at += typeof piece === 'string' ? into.write(piece, at) : piece.copy(into, at);
  return at;
}

const reasons: Readonly<Record<number, string>> = { 200: 'OK', 400: 'Bad Request', 403: 'Forbidden', 404: 'Not Found' };

/** Of the machine, as Node's HTTP server tells it, since clients set their clocks by it. */
const dateOf = onceASecond((now) => new Date(now).toUTCString());

const headOf = (status: number): string =>
  `HTTP/1.1 ${status} ${reasons[status] ?? 'Internal Server Error'}\r\nDate: ${dateOf(Date.now())}\r\n`;

function linesOf(headers: readonly string[]): string {
  let lines = '';
  for (let index = 0; index < headers.length; index += 2) lines += `${headers[index]}: ${headers[index + 1]}\r\n`;
  return lines;
}

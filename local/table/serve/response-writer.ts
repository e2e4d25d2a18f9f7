import type { Socket } from 'node:net';
import type { TableAnswer } from '#local/table/wire/message.ts';
import { responseBytes } from './response-bytes.ts';

/** Most answers fit in; longer ones get memory of their own. */
const scratchSize = 128 * 1024;

/**
 * Writes answers to connections from one piece of memory after the other: nearly always the system has taken all of one before the next is
 * made, and memory for each would cost more than to fill it.
 * @returns what writes one, and tells whether the system has taken all that was written to the connection
 */
export function responseWriter(): (socket: Socket, answer: TableAnswer) => boolean {
  let scratch = Buffer.alloc(scratchSize);
  return (socket, answer) => {
    socket.write(responseBytes(answer, scratch));
    if (socket.writableLength === 0) return true;
    scratch = Buffer.alloc(scratchSize);
    return false;
  };
}

import type { Socket } from 'node:net';
import { longestBody, type Responder } from '#local/table/wire/message.ts';
import { type Head, readHead } from './read-head.ts';
import type { responseWriter } from './response-writer.ts';
import type { turnEnd } from './turn-end.ts';

const headEnd = Buffer.from('\r\n\r\n');
/** Node's server has the last word on longer ones. */
const longestHead = 16 * 1024;
const beginning = Buffer.from('POST /');
const nothing = Buffer.alloc(0);

export type LaneOptions = {
  readonly respond: Responder;
  readonly turns: ReturnType<typeof turnEnd>;
  readonly write: ReturnType<typeof responseWriter>;
  /** Takes over a connection for good, with what has come in and is not answered yet. */
  readonly handOver: (socket: Socket, received: Buffer) => void;
};

/**
 * Answers the plain requests of one connection, one after the other, and hands the connection over to Node's HTTP server at the
 * first one that is not plain. The streams and objects that Node makes of a request take longer than most answers of a table.
 */
export function openLane(socket: Socket, { respond, turns, write, handOver }: LaneOptions): void {
  /** Come in and not looked at yet: the beginning of a head, or what follows while a request is being answered. */
  let received: Buffer = nothing;
  let head: Head | undefined;
  let body: Buffer[] = [];
  let missing = 0;
  let isAnswering = false;
  let hasEnded = false;

  function take(chunk: Buffer): void {
    if (head !== undefined && !isAnswering) {
      takeBody(head, chunk);
      return;
    }
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
    if (!isAnswering) takeHead();
    else socket.pause();
  }

  function takeHead(): void {
    const end = received.indexOf(headEnd);
    if (end < 0 && received.length < longestHead && mayBecomePlain(received)) return;
    head = end < 0 || end > longestHead ? undefined : readHead(received.toString('latin1', 0, end), longestBody);
    if (head === undefined) {
      leave();
      return;
    }
    const rest = received.subarray(end + headEnd.length);
    received = nothing;
    body = [];
    missing = head.length;
    takeBody(head, rest);
  }

  function takeBody(of: Head, chunk: Buffer): void {
    if (chunk.length > missing) {
      received = chunk.subarray(missing);
      body.push(chunk.subarray(0, missing));
    } else {
      body.push(chunk);
    }
    missing -= Math.min(missing, chunk.length);
    if (missing > 0) return;
    const [first = nothing] = body;
    void answer(of, body.length === 1 ? first : Buffer.concat(body));
  }

  async function answer({ url, headers }: Head, whole: Buffer): Promise<void> {
    isAnswering = true;
    // The end of the stream must not come before what is not looked at yet.
    if (received.length > 0) socket.pause();
    const turn = turns.begin();
    const answered = await respond({ method: 'POST', url, headers, body: whole });
    turns.send(turn, () => {
      if (socket.destroyed) return;
      if (write(socket, answered)) goOn();
      else whenTaken(goOn);
    });
  }

  /** Who asks and does not read is answered no further: what has been made for it would pile up here. */
  function whenTaken(work: () => void): void {
    socket.write(nothing, (error) => {
      if (!error) work();
    });
  }

  function goOn(): void {
    isAnswering = false;
    head = undefined;
    if (received.length > 0) {
      socket.resume();
      takeHead();
    }
    if (hasEnded && !isAnswering) socket.end();
  }

  function end(): void {
    hasEnded = true;
    if (!isAnswering) socket.end();
  }

  function leave(): void {
    socket.off('data', take).off('end', end);
    handOver(socket, received);
  }

  socket.setNoDelay(true);
  socket.on('data', take).on('end', end);
  socket.on('error', () => socket.destroy());
}

/** False for what would be waited for in vain, as the greeting of a client that speaks TLS. */
function mayBecomePlain(received: Buffer): boolean {
  const length = Math.min(received.length, beginning.length);
  return received.compare(beginning, 0, length, 0, length) === 0;
}

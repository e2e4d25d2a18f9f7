import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

const headEnd = Buffer.from('\r\n\r\n');
const lastChunk = Buffer.from('0\r\n\r\n');
const nothing = Buffer.alloc(0);

type Answer = { readonly status: number; readonly body: Buffer };

/**
 * One kept-alive connection that sends a request and waits for its answer. Whatever client there is takes more of the
 * processor than a table does, and a good part of what a delivery does: it would measure itself.
 */
export class Connection {
  readonly #socket: Socket;
  #received: Buffer = nothing;
  #answered: ((answer: Answer) => void) | undefined;
  readonly #host: string;

  private constructor(socket: Socket, host: string) {
    this.#socket = socket;
    this.#host = host;
    socket.setNoDelay(true);
    socket.on('data', (chunk) => this.#take(chunk));
  }

  static async open(endpoint: string): Promise<Connection> {
    const { hostname, port, host } = new URL(endpoint);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    return new Connection(socket, host);
  }

  /**
   * @param line method and path
   * @param headers besides those that every request has, each with its line's end
   * @throws Error for an answer that is no success
   */
  async ask(line: string, headers = '', body = ''): Promise<void> {
    const answered = new Promise<Answer>((resolve) => {
      this.#answered = resolve;
    });
    const length = Buffer.byteLength(body);
    this.#socket.write(`${line} HTTP/1.1\r\nHost: ${this.#host}\r\nContent-Length: ${length}\r\n${headers}\r\n${body}`);
    const { status, body: told } = await answered;
    if (status !== 200) throw new Error(`${line} was answered with ${status}: ${told.toString()}`);
  }

  close(): void {
    this.#socket.destroy();
  }

  #take(chunk: Buffer): void {
    this.#received = this.#received.length === 0 ? chunk : Buffer.concat([this.#received, chunk]);
    const end = this.#received.indexOf(headEnd);
    if (end < 0) return;
    const head = this.#received.toString('latin1', 0, end);
    const start = end + headEnd.length;
    const length = Number(/\r\ncontent-length: *(\d+)/i.exec(head)?.[1] ?? Number.NaN);
    // Without its length an answer comes in chunks, the last of them empty; nobody reads what they say.
    const isWhole = Number.isNaN(length)
      ? this.#received.subarray(-lastChunk.length).equals(lastChunk)
      : this.#received.length >= start + length;
    if (!isWhole) return;
    const body = this.#received.subarray(start);
    this.#received = nothing;
    this.#answered?.({ status: Number(head.slice(9, 12)), body });
  }
}

import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

const headEnd = Buffer.from('\r\n\r\n');
const lastChunk = Buffer.from('0\r\n\r\n');
const nothing = Buffer.alloc(0);

type Answer = { readonly status: number; readonly body: Buffer };

/**
 * One kept-alive connection that sends a request and waits for its answer. An SDK client takes more of the processor than
 * either table does, and would measure itself.
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

  /** @throws Error for an answer that is no success */
  async ask(operation: string, body: string): Promise<void> {
    const answered = new Promise<Answer>((resolve) => {
      this.#answered = resolve;
    });
    this.#socket.write(
      `POST / HTTP/1.1\r\nHost: ${this.#host}\r\nContent-Type: application/x-amz-json-1.0\r\n` +
        `X-Amz-Target: DynamoDB_20120810.${operation}\r\nX-Amz-Date: 20260101T000000Z\r\n` +
        'Authorization: AWS4-HMAC-SHA256 Credential=bench/20260101/eu-west-1/dynamodb/aws4_request, ' +
        `SignedHeaders=host, Signature=0\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
    const answer = await answered;
    if (answer.status !== 200)
      throw new Error(`${operation} was answered with ${answer.status}: ${answer.body.toString()}`);
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

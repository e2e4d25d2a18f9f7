import { Connection } from '#bench/connection.ts';
import { sideBySide } from '#bench/side-by-side.ts';

export type Request = { readonly operation: string; readonly body: string };

/** With a signature in form, which neither table checks. */
const headersOf = (operation: string): string =>
  `Content-Type: application/x-amz-json-1.0\r\nX-Amz-Target: DynamoDB_20120810.${operation}\r\nX-Amz-Date: 20260101T000000Z\r\n` +
  'Authorization: AWS4-HMAC-SHA256 Credential=bench/20260101/eu-west-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0\r\n';

/** Requests a second of a list, so many connections at a time. */
export async function rateOf(endpoint: string, requests: readonly Request[], concurrency: number): Promise<number> {
  const connections = await Promise.all(Array.from({ length: concurrency }, () => Connection.open(endpoint)));
  const { wallMs } = await sideBySide(requests, connections, ({ operation, body }, connection) =>
    connection.ask('POST /', headersOf(operation), body),
  );
  for (const connection of connections) connection.close();
  return (requests.length * 1000) / wallMs;
}

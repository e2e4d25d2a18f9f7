import { DynamoDBStreamsClient, type DynamoDBStreamsClientConfig } from '@aws-sdk/client-dynamodb-streams';
import { quiet } from '#shared/quiet-client.ts';

/**
 * A client whose answers are the service's JSON as it is. Records go on as JSON, as Lambda hands them over: what the SDK makes of each of their
 * values would have to be undone again. Errors have the service's name and message.
 */
export function recordsClient(config: DynamoDBStreamsClientConfig): DynamoDBStreamsClient {
  const client = quiet(new DynamoDBStreamsClient(config));
  client.middlewareStack.remove('deserializerMiddleware');
  client.middlewareStack.add(
    (next) => async (args) => {
      const { response } = await next(args);
      const { statusCode, body } = responseOf(response);
      const chunks: Buffer[] = [];
      for await (const chunk of body) chunks.push(Buffer.from(chunk));
      const answer = JSON.parse(Buffer.concat(chunks).toString('utf8') || '{}');
      const $metadata = { httpStatusCode: statusCode };
      if (statusCode >= 300) throw errorOf(answer, $metadata);
      return { response, output: { ...answer, $metadata } };
    },
    { step: 'deserialize', name: 'jsonMiddleware' },
  );
  return client;
}

type Response = { readonly statusCode: number; readonly body: AsyncIterable<Uint8Array> };

function responseOf(response: unknown): Response {
  if (typeof response === 'object' && response !== null && 'statusCode' in response && 'body' in response) {
    const { statusCode, body } = response;
    if (typeof statusCode === 'number' && isIterable(body)) return { statusCode, body };
  }
  throw new TypeError('An answer that is none of HTTP.');
}

const isIterable = (body: unknown): body is AsyncIterable<Uint8Array> =>
  typeof body === 'object' && body !== null && Symbol.asyncIterator in body;

type Refusal = { readonly __type?: string; readonly message?: string; readonly Message?: string };

function errorOf({ __type = '', message, Message }: Refusal, $metadata: { httpStatusCode: number }): Error {
  const name = __type.replace(/^.*#/, '') || 'InternalServerError';
  const $fault = $metadata.httpStatusCode < 500 ? 'client' : 'server';
  return Object.assign(new Error(message ?? Message ?? ''), { name, $fault, $metadata });
}

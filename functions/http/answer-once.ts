import { createHash } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Deps } from '#functions/deps.ts';
import { CrmError } from '#shared/errors.ts';
import type { Caller } from './caller.ts';
import type { Response } from './reply.ts';

/**
 * A write with an Idempotency-Key is done once: its answer is kept for a day and given again, with `Idempotent-Replayed`.
 * What fails may be tried again under the same key.
 */
export async function answerOnce(
  { idempotency }: Pick<Deps, 'idempotency'>,
  event: APIGatewayProxyEventV2,
  caller: Caller,
  now: string,
  answer: () => Promise<Response>,
): Promise<Response> {
  const given = event.headers['idempotency-key'];
  const { method, path } = event.requestContext.http;
  if (given === undefined || method === 'GET') return answer();
  if (given.length < 1 || given.length > 255)
    throw new CrmError('request.invalid', 'Idempotency-Key must have 1 to 255 characters.');
  const key = `${caller.id}#${method}#${path}#${given}`;
  const hash = createHash('sha256')
    .update(`${event.rawQueryString}\n${event.body ?? ''}`)
    .digest('hex');
  const known = await idempotency.begin(key, hash, now);
  if (known) return again(known, hash);
  try {
    const response = await answer();
    await idempotency.finish(key, hash, response, now);
    return response;
  } catch (error) {
    await idempotency.forget(key);
    throw error;
  }
}

function again(known: NonNullable<Awaited<ReturnType<Deps['idempotency']['begin']>>>, hash: string): Response {
  if (known.hash !== hash) {
    throw new CrmError(
      'idempotency.reused',
      'This Idempotency-Key was used with another request; take a new key for a new request.',
    );
  }
  if (!known.response)
    throw new CrmError(
      'idempotency.running',
      'The first request with this Idempotency-Key is still running; try again in a moment.',
    );
  return { ...known.response, headers: { ...known.response.headers, 'idempotent-replayed': 'true' } };
}

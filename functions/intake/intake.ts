import middy from '@middy/core';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { Provider } from '#contracts/provider.ts';
import type { Submission } from '#contracts/submission.ts';
import { SourceId } from '#domain/ids.ts';
import { type Captured, captureCustomer } from '#functions/capture-customer.ts';
import type { Deps } from '#functions/deps.ts';
import { problem, problemOf, type Response } from '#functions/http/reply.ts';
import { lazily, logger, timeOf } from '#functions/invocation.ts';
import { CrmError } from '#shared/errors.ts';
import type { Source } from '#shared/ports.ts';
import type { AdapterResult, Delivery } from './adapters/adapter.ts';
import { readDelivery } from './adapters/read-delivery.ts';
import { answerTaken } from './answer.ts';
import { fetchLeads } from './fetch-leads.ts';
import { countRejection, findSource } from './find-source.ts';
import { recentParts } from './recent.ts';
import { capturingOf } from './to-capture.ts';

const deps = lazily('intake');

/** One URL per source: what a form sends becomes a prospect, or an interaction on the card that exists, once. */
export const handler = middy<APIGatewayProxyEventV2, Response>().handler(async (event, context) => {
  const now = timeOf(context);
  const parts = await deps();
  const id = SourceId.safeParse(event.pathParameters?.sourceId);
  try {
    const source = id.success ? await findSource(parts, id.data, event.pathParameters?.secret ?? '', now) : undefined;
    if (!source)
      throw new CrmError(
        'source.unknown',
        'There is no source at this address, or it is closed; copy the address from the source again.',
      );
    return await receive(parts, source, event, now);
  } catch (error) {
    const failure = problemOf(error);
    logger.warn('delivery refused', {
      source: id.success ? id.data : 'malformed',
      code: failure.code,
      status: failure.status,
      ...trace(error),
    });
    return problem(failure);
  }
});

function trace(error: unknown) {
  return error instanceof Error && !(error instanceof CrmError) ? { error: error.name, stack: error.stack } : {};
}

async function receive(parts: Deps, source: Source, event: APIGatewayProxyEventV2, now: string): Promise<Response> {
  const read = await readDelivery(Provider.parse(source.provider), deliveryOf(parts, source, event, now));
  const result = read.kind === 'fetch' ? await fetchLeads(parts.leads, read.references, source) : read;
  switch (result.kind) {
    case 'handshake':
      return { statusCode: result.status, headers: { ...result.headers }, body: result.body };
    case 'ignored':
      return {
        statusCode: 200,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ result: result.reason }),
      };
    case 'delivery':
      return answerTaken(event, source, await takeIn(parts, source, result.submissions, now));
    case 'refused':
      return refuse(parts, source, event, result, now);
    case 'fetch':
      throw new Error('A fetched lead can not ask to be fetched again.');
    default:
      return result satisfies never;
  }
}

async function takeIn(
  parts: Deps,
  source: Source,
  submissions: readonly Submission[],
  now: string,
): Promise<Captured[]> {
  const taken: Captured[] = [];
  const recent = recentParts(parts, now);
  for (const submission of submissions) {
    taken.push(await captureCustomer(recent, capturingOf(submission, source, now)));
  }
  logger.info('delivery taken', { source: source.id, results: taken.map(({ result }) => result) });
  return taken;
}

async function refuse(
  parts: Deps,
  source: Source,
  event: APIGatewayProxyEventV2,
  refused: Extract<AdapterResult, { kind: 'refused' }>,
  now: string,
): Promise<Response> {
  await countRejection(parts, source.id, refused.reason, now);
  logger.warn('delivery refused', { source: source.id, code: refused.reason, status: refused.status });
  // Whoever fills a field that people do not see learns nothing from the answer.
  if (refused.reason === 'spam') return answerTaken(event, source, []);
  return problem({ status: refused.status, code: `delivery.${refused.reason}`, detail: refused.detail });
}

function deliveryOf({ config }: Deps, source: Source, event: APIGatewayProxyEventV2, now: string): Delivery {
  const query = event.rawQueryString ? `?${event.rawQueryString}` : '';
  return {
    method: event.requestContext.http.method,
    url: `${config.PUBLIC_URL}${event.rawPath}${query}`,
    headers: event.headers,
    query: event.queryStringParameters ?? {},
    rawBody: Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8'),
    source,
    now,
  };
}

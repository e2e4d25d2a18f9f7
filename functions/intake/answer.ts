import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Captured } from '#functions/capture-customer.ts';
import type { Response } from '#functions/http/reply.ts';
import type { Source } from '#shared/ports.ts';

/** A person's browser is sent to the thank-you page, a server reads JSON. Neither learns whom we know already. */
export function answerTaken({ headers }: APIGatewayProxyEventV2, source: Source, taken: readonly Captured[]): Response {
  const browser = source.provider === 'html' && (headers.accept ?? '').includes('text/html');
  if (
    browser ||
    (source.provider === 'html' && source.thankYouUrl && !(headers.accept ?? '').includes('application/json'))
  ) {
    return source.thankYouUrl
      ? { statusCode: 303, headers: { location: source.thankYouUrl, 'cache-control': 'no-store' }, body: '' }
      : {
          statusCode: 200,
          headers: { 'content-type': 'text/plain; charset=utf-8' },
          body: source.locale === 'en' ? 'Thank you.' : 'Grazie.',
        };
  }
  const body = JSON.stringify({ result: 'accepted', count: taken.length });
  return { statusCode: 200, headers: { 'content-type': 'application/json', 'cache-control': 'no-store' }, body };
}

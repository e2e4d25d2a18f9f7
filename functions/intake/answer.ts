import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Captured } from '#functions/capture-customer.ts';
import type { Response } from '#functions/http/reply.ts';
import type { Source } from '#shared/ports.ts';

/**
 * A person's browser is sent to the thank-you page, whatever form software the source is for; a server reads JSON. Neither
 * learns whom we know already.
 */
export function answerTaken({ headers }: APIGatewayProxyEventV2, source: Source, taken: readonly Captured[]): Response {
  const { provider, thankYouUrl } = source;
  const accept = headers.accept ?? '';
  const isPage = provider === 'html' && thankYouUrl !== undefined && !accept.includes('application/json');
  if (isPage || accept.includes('text/html')) {
    return thankYouUrl
      ? { statusCode: 303, headers: { location: thankYouUrl, 'cache-control': 'no-store' }, body: '' }
      : {
          statusCode: 200,
          headers: { 'content-type': 'text/plain; charset=utf-8' },
          body: source.locale === 'en' ? 'Thank you.' : 'Grazie.',
        };
  }
  const body = JSON.stringify({ result: 'accepted', count: taken.length });
  return { statusCode: 200, headers: { 'content-type': 'application/json', 'cache-control': 'no-store' }, body };
}

import middy from '@middy/core';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { type CustomerId, LinkId } from '#domain/ids.ts';
import { CrmError, httpStatus } from '#shared/errors.ts';
import type { Link } from '#shared/ports.ts';
import { openLink } from './decide-by-link.ts';
import type { Deps } from './deps.ts';
import type { Response } from './http/reply.ts';
import { localeOf } from './http/request.ts';
import { lazily, logger, timeOf } from './invocation.ts';
import { pageHeaders } from './public/pages/layout.ts';
import { type ProblemPage, renderProblemPage } from './public/pages/problem-page.ts';

export type Visit = {
  readonly link: Link;
  readonly customerId: CustomerId;
  readonly now: string;
  readonly locale: 'it' | 'en';
  readonly query: Readonly<Record<string, string | undefined>>;
  /** Fields of the posted form. */
  readonly form: URLSearchParams;
  /** Where the page posts to: its own path. */
  readonly action: string;
};

export type Page = {
  readonly name: string;
  readonly kinds: readonly Link['kind'][];
  readonly show: (deps: Deps, visit: Visit) => Promise<string>;
  /** Only a pressed button comes here. */
  readonly act: (deps: Deps, visit: Visit) => Promise<string>;
};

/** A page behind an unguessable link: GET and HEAD show, POST acts; every problem is a page too. */
export function pageFunction({ name, kinds, show, act }: Page) {
  const deps = lazily(name);
  return middy<APIGatewayProxyEventV2, Response>().handler(async (event, context: Context) => {
    const locale = localeOf(event.headers['accept-language']);
    const { method } = event.requestContext.http;
    try {
      const parts = await deps();
      const visit = await visitOf(parts, event, kinds, timeOf(context));
      const html = await (method === 'POST' ? act : show)(parts, visit);
      logger.info('page shown', { page: name, method });
      return { statusCode: 200, headers: { ...pageHeaders }, body: method === 'HEAD' ? '' : html };
    } catch (error) {
      const code = error instanceof CrmError ? error.code : 'internal.error';
      logger.warn('page refused', {
        page: name,
        method,
        code,
        ...(code === 'internal.error' && error instanceof Error && { stack: error.stack }),
      });
      return {
        statusCode: httpStatus(code),
        headers: { ...pageHeaders },
        body: renderProblemPage({ problem: problemOf(code) }, locale),
      };
    }
  });
}

async function visitOf(deps: Deps, event: APIGatewayProxyEventV2, kinds: Page['kinds'], now: string): Promise<Visit> {
  const id = LinkId.safeParse(event.pathParameters?.linkId);
  if (!id.success) throw new CrmError('link.unknown', 'There is nothing at this address.');
  const link = await openLink(deps, id.data, ...kinds);
  const body = Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  return {
    link,
    customerId: link.customerId,
    now,
    locale: localeOf(event.headers['accept-language']),
    query: event.queryStringParameters ?? {},
    form: await formOf(body, event.headers['content-type']),
    action: event.rawPath,
  };
}

/** Browsers post urlencoded, mail programs that unsubscribe with one click mostly multipart (RFC 8058, 3.2). */
async function formOf(body: Buffer, type: string | undefined): Promise<URLSearchParams> {
  const bytes = body.subarray(0, 100_000);
  if (!/^multipart\/form-data\b/i.test(type ?? '')) return new URLSearchParams(bytes.toString('utf8'));
  const fields = await new Response(Uint8Array.from(bytes), { headers: { 'content-type': type ?? '' } })
    .formData()
    .catch(() => new FormData());
  const form = new URLSearchParams();
  for (const [name, value] of fields) if (typeof value === 'string') form.append(name, value);
  return form;
}

function problemOf(code: string): ProblemPage['problem'] {
  if (code === 'link.unknown') return 'not-found';
  if (code === 'internal.error' || code === 'conflict') return 'failure';
  return code === 'link.expired' || code.endsWith('.closed') || code.endsWith('.superseded') ? 'expired' : 'invalid';
}

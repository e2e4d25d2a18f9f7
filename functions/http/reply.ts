import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Contract } from '#contracts/contract.ts';
import { CrmError, httpStatus } from '#shared/errors.ts';

export type Reply = {
  readonly body?: unknown;
  readonly status?: number;
  /** Becomes the ETag. */
  readonly version?: number | undefined;
  readonly headers?: Readonly<Record<string, string>>;
};

export type Response = { statusCode: number; headers: Record<string, string>; body: string };

export function respond(reply: Reply, event: APIGatewayProxyEventV2, contract: Contract): Response {
  const etag = reply.version === undefined ? {} : { etag: `"v${reply.version}"` };
  const headers = { 'cache-control': 'no-store', ...etag, ...reply.headers };
  if (etag.etag && contract.method === 'GET' && event.headers['if-none-match'] === etag.etag) {
    return { statusCode: 304, headers, body: '' };
  }
  const statusCode = reply.status ?? contract.status;
  if (reply.body === undefined) return { statusCode, headers, body: '' };
  return { statusCode, headers: { 'content-type': 'application/json', ...headers }, body: JSON.stringify(reply.body) };
}

export type Problem = {
  status: number;
  code: string;
  detail: string;
  fields?: Readonly<Record<string, string>> | undefined;
};

/** An expected failure keeps its sentence; an unexpected one says nothing of its inside. */
export function problemOf(error: unknown): Problem {
  if (error instanceof CrmError)
    return { status: httpStatus(error.code), code: error.code, detail: error.message, fields: error.fields };
  if (error instanceof Error && error.name === 'BadCursor')
    return { status: 400, code: 'cursor.broken', detail: error.message };
  return {
    status: 500,
    code: 'internal.error',
    detail: 'Something went wrong on our side; the log has it. Try again.',
  };
}

/** RFC 9457. */
export function problem({ status, code, detail, fields }: Problem): Response {
  const body = {
    type: `/problems/${code}`,
    title: code.replace(/[.-]/g, ' '),
    status,
    detail,
    code,
    ...(fields && { fields }),
  };
  return {
    statusCode: status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
    body: JSON.stringify(body),
  };
}

import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { z } from 'zod';
import type { Contract } from '#contracts/contract.ts';
import type { Request } from '#functions/http-function.ts';
import { CrmError } from '#shared/errors.ts';
import type { Caller } from './caller.ts';

/** @throws CrmError `request.malformed` for what is no JSON, `request.invalid` naming every field that is wrong. */
export function readRequest(
  contract: Contract,
  event: APIGatewayProxyEventV2,
  caller: Caller,
  now: string,
): Request<unknown, unknown, unknown> {
  return {
    params: check(contract.params, event.pathParameters ?? {}, 'path'),
    query: check(contract.query, event.queryStringParameters ?? {}, 'query'),
    body: contract.body && check(contract.body, jsonBody(event), 'body'),
    caller,
    now,
    locale: localeOf(event.headers['accept-language']),
    expected: versionOf(event.headers['if-match']),
    event,
  };
}

function check(schema: z.ZodType | undefined, value: unknown, where: string): unknown {
  if (!schema) return value;
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const fields = Object.fromEntries(result.error.issues.flatMap((issue) => wrongFields(issue, where)));
  const first = Object.entries(fields)[0];
  throw new CrmError(
    'request.invalid',
    `${first?.[0]}: ${first?.[1]}. The API document at /openapi.json shows what is expected.`,
    fields,
  );
}

function wrongFields(issue: z.core.$ZodIssue, where: string): [string, string][] {
  const place = [where, ...issue.path];
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => [[...place, key].join('.'), 'there is no such field']);
  return [[place.join('.'), issue.message]];
}

/** @throws CrmError `request.malformed` for bytes that are no UTF-8, which the gateway hands over as base64. */
function bodyText({ body = '', isBase64Encoded }: APIGatewayProxyEventV2): string {
  if (!isBase64Encoded) return body;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.from(body, 'base64'));
  } catch {
    throw new CrmError('request.malformed', 'The body is not UTF-8 text; send JSON in UTF-8.');
  }
}

/** A body without a type is taken for what it has to be. */
const json = /^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i;

function jsonBody(event: APIGatewayProxyEventV2): unknown {
  const text = bodyText(event);
  if (text === '') return {};
  const type = event.headers['content-type'];
  if (type && !json.test(type)) {
    throw new CrmError(
      'body.unsupported',
      `The body is ${type.slice(0, 100)}; send a JSON object with the content type application/json.`,
    );
  }
  try {
    return JSON.parse(text);
  } catch {
    throw new CrmError(
      'request.malformed',
      'The body is not JSON; send a JSON object with the content type application/json.',
    );
  }
}

export function localeOf(accepted: string | undefined): 'it' | 'en' {
  return /^\s*it\b/i.test(accepted ?? '') ? 'it' : 'en';
}

function versionOf(ifMatch: string | undefined): number | undefined {
  if (ifMatch === undefined || ifMatch.trim() === '*') return undefined;
  const version = /^(?:W\/)?"v?(\d+)"$/.exec(ifMatch.trim())?.[1];
  if (version === undefined)
    throw new CrmError(
      'etag.mismatch',
      `If-Match must be the ETag of an answer, such as "v3", not ${ifMatch.slice(0, 40)}.`,
    );
  return Number(version);
}

import middy from '@middy/core';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { problem, type Response } from '#functions/http/reply.ts';
import { registry } from '#functions/registry.ts';

/** What no other function answers: a path that is none (404), or one that takes other methods (405, with `Allow`). */
export const handler = middy<APIGatewayProxyEventV2, Response>().handler(async (event) => {
  const { method, path } = event.requestContext.http;
  const methods = methodsOf(path);
  const allow = methods.join(', ');
  if (methods.length === 0) return problem({ status: 404, code: 'route.unknown', detail: unknown(method, path) });
  if (method === 'OPTIONS') return { statusCode: 204, headers: { allow, 'cache-control': 'no-store' }, body: '' };
  const detail = `${path} takes ${allow}, not ${method}. GET /openapi.json is the list of what there is.`;
  const refused = problem({ status: 405, code: 'method.unknown', detail });
  return { ...refused, headers: { ...refused.headers, allow } };
});

function unknown(method: string, path: string): string {
  return `There is no ${method} ${path.slice(0, 200)}. GET /openapi.json is the list of what there is.`;
}

function methodsOf(path: string): string[] {
  const segments = path.split('/');
  const routes = registry.flatMap(({ trigger }) => (trigger.kind === 'routes' ? trigger.routes : []));
  const fitting = routes.filter((route) => route.method !== 'ANY' && fits(route.path.split('/'), segments));
  return [...new Set(fitting.map((route) => route.method))];
}

function fits(pattern: readonly string[], segments: readonly string[]): boolean {
  return (
    pattern.length === segments.length &&
    pattern.every((part, index) => (part.startsWith('{') ? segments[index] !== '' : segments[index] === part))
  );
}

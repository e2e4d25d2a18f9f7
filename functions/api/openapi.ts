import middy from '@middy/core';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type { Response } from '#functions/http/reply.ts';

let document: string | undefined;

/** The API document, made from the contracts that the handlers check by. */
export const handler = middy<APIGatewayProxyEventV2, Response>().handler(async () => {
  document ??= JSON.stringify((await import('#contracts/openapi.ts')).openApiDocument());
  return {
    statusCode: 200,
    headers: { 'content-type': 'application/json', 'cache-control': 'max-age=300' },
    body: document,
  };
});

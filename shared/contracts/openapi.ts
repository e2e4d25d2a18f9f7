import * as z from 'zod';
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from 'zod-openapi';
import type { Contract } from './contract.ts';
import { contracts } from './http/all.ts';
import { Problem } from './http/common.ts';

/** OpenAPI 3.1 of every operation; what is not in it does not exist. */
export function openApiDocument() {
  return createDocument({
    openapi: '3.1.0',
    info: {
      title: 'Percorso',
      version: '1.0.0',
      description:
        'The account-management process of every customer. Writes take an Idempotency-Key and, where there is an ETag, If-Match. Problems are application/problem+json (RFC 9457).',
    },
    security: [{ token: [] }],
    paths: pathsOf(contracts),
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
  });
}

function pathsOf(all: readonly Contract[]): ZodOpenApiPathsObject {
  const paths: ZodOpenApiPathsObject = {};
  for (const contract of all) {
    paths[contract.path] = { ...paths[contract.path], [contract.method.toLowerCase()]: operation(contract) };
  }
  return paths;
}

function operation({
  method,
  path,
  summary,
  tag,
  roles,
  params,
  query,
  body,
  status,
  answer,
}: Contract): ZodOpenApiOperationObject {
  const roleText = roles === 'public' ? 'No token needed.' : `Roles: ${roles.join(', ')}.`;
  return {
    operationId: `${method.toLowerCase()}${path.replace(/\W+(\w?)/g, (_, letter: string) => letter.toUpperCase())}`,
    summary,
    description: roleText,
    tags: [tag],
    ...(roles === 'public' && { security: [] }),
    requestParams: {
      ...(params instanceof z.ZodObject && { path: params }),
      ...(query instanceof z.ZodObject && { query }),
      ...(method !== 'GET' && { header: writeHeaders }),
    },
    ...(body && { requestBody: { required: true, content: { 'application/json': { schema: body } } } }),
    responses: {
      [`${status}`]: { description: 'Done.', ...(answer && { content: { 'application/json': { schema: answer } } }) },
      default: { description: 'A problem.', content: { 'application/problem+json': { schema: Problem } } },
    },
  } as ZodOpenApiOperationObject;
}

const writeHeaders = z.object({
  'Idempotency-Key': z.string().max(255).optional(),
  'If-Match': z.string().optional(),
});

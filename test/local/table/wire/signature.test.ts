import { describe, expect, test } from 'vitest';
import { startTable } from './start-table.ts';

const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'DynamoDB_20120810.DescribeLimits' };

async function ask(more: Record<string, string>, path = '/') {
  const table = await startTable({ DescribeLimits: async () => ({}) });
  const { status, body } = await table.send({ method: 'POST', headers: { ...headers, ...more }, body: '{}' }, path);
  return { status, body };
}

const refused = (name: string, message: string) => ({
  status: 400,
  body: { __type: `com.amazon.coral.service#${name}`, message },
});
const missing = refused('MissingAuthenticationTokenException', 'Request is missing Authentication Token');
const incomplete = (message: string) => refused('IncompleteSignatureException', message);

describe('A request must carry a signature, whoever made it', () => {
  test('without one it is refused', async () => {
    expect(await ask({})).toEqual(missing);
    expect(await ask({ authorization: 'AWS4' })).toEqual(missing);
    expect(await ask({ authorization: 'X' }, '/?X-Amz-Algorith')).toEqual(missing);
    expect(await ask({}, '/?X-Amz-Credential=a&X-Amz-Signature=b&X-Amz-SignedHeaders=c&X-Amz-Date=d')).toEqual(missing);
  });

  test('what lacks in the header is listed', async () => {
    expect(await ask({ authorization: 'AWS4-' })).toEqual(
      incomplete(
        "Authorization header requires 'Credential' parameter. Authorization header requires 'Signature' parameter. " +
          "Authorization header requires 'SignedHeaders' parameter. Authorization header requires existence of either " +
          "a 'X-Amz-Date' or a 'Date' header. Authorization=AWS4-",
      ),
    );
    const authorization = 'AWS4- Signature=b, Credential=a';
    expect(await ask({ authorization, 'x-amz-date': 'a' })).toEqual(
      incomplete(`Authorization header requires 'SignedHeaders' parameter. Authorization=${authorization}`),
    );
  });

  test('it may stand in the address, complete, and not in both places', async () => {
    const all = '/?X-Amz-Algorithm=a&X-Amz-Credential=b&X-Amz-Signature=c&X-Amz-Date=d&X-Amz-SignedHeaders=e';
    expect((await ask({}, all)).status).toBe(200);
    expect(await ask({}, all.replace(/&X-Amz-SignedHeaders=e$/, ''))).toEqual(
      incomplete(
        "AWS query-string parameters must include 'X-Amz-SignedHeaders'. Re-examine the query-string parameters.",
      ),
    );
    expect(await ask({ authorization: 'X' }, all)).toEqual(
      refused(
        'InvalidSignatureException',
        "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.",
      ),
    );
  });
});

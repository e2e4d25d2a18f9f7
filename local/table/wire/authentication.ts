import { TableError } from '#local/table/table-error.ts';
import type { TableRequest } from './message.ts';

const headerParts = ['Credential', 'Signature', 'SignedHeaders'];
const queryParts = ['X-Amz-Algorithm', 'X-Amz-Credential', 'X-Amz-Signature', 'X-Amz-SignedHeaders', 'X-Amz-Date'];

/**
 * Asks for a signature of version 4 that is complete; whose it is and whether it is right is of no interest on this machine.
 * @throws TableError
 */
export function checkSignature({ headers, url = '/' }: Pick<TableRequest, 'headers' | 'url'>): void {
  const { authorization } = headers;
  const hasQuery = url.includes('X-Amz-Algorithm');
  if (authorization === undefined && !hasQuery) throw missing();
  if (authorization === undefined) checkQuery(url);
  else if (hasQuery) throw twice();
  else checkHeader(authorization, headers['x-amz-date'] !== undefined || headers.date !== undefined);
}

function checkHeader(header: string, isDated: boolean): void {
  if (!header.trimStart().startsWith('AWS4-')) throw missing();
  const lacks = headerParts
    .filter((name) => !hasPart(header, `${name}=`))
    .map((name) => `Authorization header requires '${name}' parameter. `);
  if (!isDated) {
    lacks.push("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ");
  }
  if (lacks.length > 0) throw incomplete(`${lacks.join('')}Authorization=${header}`);
}

/** By searching, since every request comes here. */
function hasPart(header: string, part: string): boolean {
  const start = header.indexOf(part);
  const next = start < 0 ? undefined : header[start + part.length];
  return next !== undefined && next !== ',' && next !== ' ';
}

function checkQuery(url: string): void {
  const query = new URLSearchParams(url.slice(url.indexOf('?') + 1));
  if (!query.has('X-Amz-Algorithm')) throw missing();
  const lacks = queryParts
    .filter((name) => !query.get(name))
    .map((name) => `AWS query-string parameters must include '${name}'. `);
  if (lacks.length > 0) throw incomplete(`${lacks.join('')}Re-examine the query-string parameters.`);
}

const missing = () => new TableError('MissingAuthenticationTokenException', 'Request is missing Authentication Token');
const incomplete = (message: string) => new TableError('IncompleteSignatureException', message);
const twice = () =>
  new TableError(
    'InvalidSignatureException',
    "Found both 'X-Amz-Algorithm' as a query-string param and 'Authorization' as HTTP header.",
  );

import { z } from 'zod';
import { invalid } from './errors.ts';
import { ClientToken, validated } from './schedule-input.ts';

/** A parameter of the query, undefined when it is missing or empty. */
export const optional = (query: URLSearchParams, name: string): string | undefined => query.get(name) || undefined;

export const tokenOf = (value: unknown): string | undefined => validated(ClientToken.optional(), value, 'clientToken');

const pageSize = (query: URLSearchParams): number =>
  validated(z.coerce.number().int().min(1).max(100), query.get('MaxResults') ?? 100, 'maxResults');

const encodeToken = (position: readonly string[]): string =>
  Buffer.from(JSON.stringify(position)).toString('base64url');

const decodeToken = (token: string): string[] => {
  try {
    return z.array(z.string()).parse(JSON.parse(Buffer.from(token, 'base64url').toString()));
  } catch {
    throw invalid('The NextToken is not one that this list gave.');
  }
};

/** One page of a list. `read` gives up to `limit` items after a position; `positionOf` says where an item stands. */
export const pageOf = <T>(
  query: URLSearchParams,
  read: (after: readonly string[], limit: number) => T[],
  positionOf: (item: T) => string[],
): { page: T[]; more: { NextToken?: string } } => {
  const limit = pageSize(query);
  const found = read(decodeToken(optional(query, 'NextToken') ?? encodeToken([])), limit + 1);
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1) : undefined;
  return { page, more: last === undefined ? {} : { NextToken: encodeToken(positionOf(last)) } };
};

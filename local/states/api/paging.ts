import { z } from 'zod';
import { ApiError } from '#local/states/api-error.ts';

export const Paging = { maxResults: z.number().int().min(0).max(1000).optional(), nextToken: z.string().optional() };

const DEFAULT_RESULTS = 100;

export const pageSize = (maxResults: number | undefined): number => maxResults || DEFAULT_RESULTS;

export const toToken = (place: readonly (number | string)[]): string =>
  Buffer.from(JSON.stringify(place)).toString('base64url');

/** The place that a token of ours names; any other text is refused. */
export function fromToken<S extends z.ZodType>(token: string | undefined, place: S): z.infer<S> | undefined {
  if (token === undefined) return undefined;
  try {
    return place.parse(JSON.parse(Buffer.from(token, 'base64url').toString()));
  } catch {
    throw new ApiError('InvalidToken', `Invalid Token: 'nextToken' must be one that an earlier answer gave`);
  }
}

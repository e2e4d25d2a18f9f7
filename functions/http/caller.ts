import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod';
import type { Contract } from '#contracts/contract.ts';
import type { Actor } from '#domain/events.ts';
import { CrmError } from '#shared/errors.ts';
import type { Role } from '#shared/ports.ts';

export type Caller = {
  readonly id: string;
  readonly email: string | undefined;
  readonly roles: readonly Role[];
  readonly actor: Actor;
};

const Claims = z.object({
  sub: z.string(),
  email: z.string().optional(),
  'cognito:groups': z.union([z.array(z.string()), z.string()]).default([]),
});

const all: readonly Role[] = ['admin', 'manager', 'marketing', 'sales'];

/** Who calls, from the claims that the authorizer has verified. @throws CrmError `access.denied` when no role of theirs may. */
export function callerOf(event: APIGatewayProxyEventV2, contract: Contract): Caller {
  if (contract.roles === 'public')
    return { id: 'anonymous', email: undefined, roles: [], actor: { kind: 'source', id: 'anonymous' } };
  const jwt = (event.requestContext as { authorizer?: { jwt?: { claims?: unknown } } }).authorizer?.jwt?.claims;
  const claims = Claims.safeParse(jwt);
  if (!claims.success) throw new CrmError('access.denied', 'The token carries no identity; sign in again.');
  const { sub, email, 'cognito:groups': groups } = claims.data;
  const roles = all.filter((role) => groupList(groups).includes(role));
  const needed = contract.roles;
  if (!roles.some((role) => needed.includes(role))) {
    throw new CrmError(
      'access.denied',
      `This needs one of the roles ${needed.join(', ')}; the token has ${roles.join(', ') || 'none'}.`,
    );
  }
  return { id: sub, email, roles, actor: { kind: 'user', id: sub } };
}

/** API Gateway hands a list claim over as `[admin manager]`. */
function groupList(groups: string[] | string): string[] {
  return typeof groups === 'string' ? groups.replace(/^\[|\]$/g, '').split(/[\s,]+/) : groups;
}

import * as api from '#contracts/http/users.ts';
import { UserId } from '#domain/ids.ts';
import type { Deps } from '#functions/deps.ts';
import { requireManager } from '#functions/directory.ts';
import { endpoint, httpFunction } from '#functions/http-function.ts';
import { keepUser } from '#functions/keep-user.ts';
import { CrmError } from '#shared/errors.ts';
import type { User } from '#shared/ports.ts';

const list = endpoint(api.listUsers, async ({ users }, { query: { limit, cursor } }) => {
  const page = await users.list({ limit, ...(cursor && { cursor }) });
  return { body: { ...page, items: page.items.map(view) } };
});

const create = endpoint(api.createUser, async (deps, { body, now }) => {
  const { managerId, id, ...rest } = body;
  await requireManager(deps, managerId, id);
  const user: User = {
    ...rest,
    id: id ?? UserId.parse(deps.ids.customer(now)),
    ...(managerId && { managerId }),
    active: true,
    version: 1,
  };
  await keepUser(deps, user, 0);
  return { body: view(user), version: 1, headers: { location: `/users/${user.id}` } };
});

const get = endpoint(api.getUser, async ({ users }, { params }) => {
  const user = await load(users, params.id);
  return { body: view(user), version: user.version };
});

const change = endpoint(api.changeUser, async (deps, { params, body, expected }) => {
  const before = await load(deps.users, params.id);
  if (expected !== undefined && expected !== before.version) {
    throw new CrmError('etag.mismatch', `User ${before.id} has changed since you read it; read it again.`);
  }
  await requireManager(deps, body.managerId, before.id);
  const after: User = { ...before, ...body, version: before.version + 1 };
  await keepUser(deps, after, before.version);
  return { body: view(after), version: after.version };
});

async function load(users: Deps['users'], id: UserId): Promise<User> {
  const user = await users.get(id);
  if (!user) throw new CrmError('user.unknown', `There is no user ${id}.`);
  return user;
}

function view({ version: _version, managerId, region, ...user }: User) {
  return { ...user, managerId: managerId ?? null, region: region ?? null };
}

export const handler = httpFunction('api-users', [list, create, get, change]);

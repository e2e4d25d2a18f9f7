import * as api from '#contracts/http/actions.ts';
import type { Customer } from '#domain/customer.ts';
import type { UserId } from '#domain/ids.ts';
import { addDuration } from '#domain/time.ts';
import type { Deps } from '#functions/deps.ts';
import { ownerOf, requireOwner } from '#functions/directory.ts';
import type { Caller } from '#functions/http/caller.ts';
import type { Reply } from '#functions/http/reply.ts';
import { endpoint, httpFunction } from '#functions/http-function.ts';
import { perform } from '#functions/perform.ts';
import { pathView } from './views/card.ts';

const list = endpoint(api.listActions, async (deps, { query, caller, now }) => {
  const owner = query.owner ?? (await userIdOf(deps, caller));
  const items = await deps.customers.actionsOf(owner, query.until ?? addDuration(now, 'P1Y'));
  return { body: { items } };
});

const add = endpoint(api.addAction, async (deps, { params, body, caller, now, locale, expected }) => {
  await requireOwner(deps, body.ownerId);
  const customer = await perform(deps, { id: params.id, now, by: caller.actor, expected }, async (known) => ({
    type: 'add-action',
    draft: body,
    fallbackOwnerId: await fallback(deps, known),
  }));
  return reply(customer, locale);
});

const complete = endpoint(api.completeAction, async (deps, { params, body, caller, now, locale, expected }) => {
  await requireOwner(deps, body.next?.ownerId, 'body.next.ownerId');
  const { id, actionId } = params;
  const customer = await perform(deps, { id, now, by: caller.actor, expected }, async (known) => ({
    type: 'complete-action',
    actionId,
    ...body,
    fallbackOwnerId: await fallback(deps, known),
  }));
  return reply(customer, locale);
});

const move = endpoint(api.moveAction, async (deps, { params, body, caller, now, locale, expected }) => {
  const { id, actionId } = params;
  const customer = await perform(deps, { id, now, by: caller.actor, expected }, () => ({
    type: 'move-action',
    actionId,
    ...body,
  }));
  return reply(customer, locale);
});

const replace = endpoint(api.replaceAction, async (deps, { params, body, caller, now, locale, expected }) => {
  await requireOwner(deps, body.action.ownerId, 'body.action.ownerId');
  const { id, actionId } = params;
  const customer = await perform(deps, { id, now, by: caller.actor, expected }, async (known) => ({
    type: 'replace-action',
    actionId,
    draft: body.action,
    note: body.note,
    fallbackOwnerId: await fallback(deps, known),
  }));
  return reply(customer, locale);
});

const fail = endpoint(api.failAction, async (deps, { params, body, caller, now, locale, expected }) => {
  await requireOwner(deps, body.next?.ownerId, 'body.next.ownerId');
  const { id, actionId } = params;
  const customer = await perform(deps, { id, now, by: caller.actor, expected }, async (known) => ({
    type: 'fail-action',
    actionId,
    ...body,
    fallbackOwnerId: await fallback(deps, known),
  }));
  return reply(customer, locale);
});

async function fallback(deps: Deps, customer: Customer): Promise<UserId> {
  return (await ownerOf(deps, customer)).id;
}

function reply(customer: Customer, locale: 'it' | 'en'): Reply {
  const path = pathView(customer, locale);
  return { body: { nextAction: path[0] ?? null, path }, version: customer.version };
}

/** The signed-in person as a user of the CRM: by address, else by the token's subject. */
export async function userIdOf({ users }: Pick<Deps, 'users'>, { id, email }: Caller): Promise<UserId> {
  const user = email ? await users.findByEmail(email) : undefined;
  return user?.id ?? (id as UserId);
}

export const handler = httpFunction('api-actions', [list, add, complete, move, replace, fail]);

import * as api from '#contracts/http/actions.ts';
import type { Customer } from '#domain/customer.ts';
import type { Command } from '#domain/decide.ts';
import type { ActionId, CustomerId, UserId } from '#domain/ids.ts';
import { addDuration } from '#domain/time.ts';
import type { Deps } from '#functions/deps.ts';
import { ownerOf, requireOwner } from '#functions/directory.ts';
import type { Caller } from '#functions/http/caller.ts';
import type { Reply } from '#functions/http/reply.ts';
import { standsFor, userIdOf } from '#functions/http/stands-for.ts';
import { endpoint, httpFunction, type Request } from '#functions/http-function.ts';
import { perform } from '#functions/perform.ts';
import { CrmError } from '#shared/errors.ts';
import { pathView } from './views/card.ts';

const list = endpoint(api.listActions, async (deps, { query, caller, now }) => {
  const { until = addDuration(now, 'P1Y'), limit, cursor } = query;
  const owner = query.owner ?? (await userIdOf(deps, caller));
  return { body: await deps.customers.listActions(owner, until, { limit, ...(cursor && { cursor }) }) };
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

const complete = endpoint(api.completeAction, async (deps, request) => {
  await requireOwner(deps, request.body.next?.ownerId, 'body.next.ownerId');
  return act(deps, request, (of) => ({ type: 'complete-action', ...of, ...request.body }));
});

const move = endpoint(api.moveAction, (deps, request) =>
  act(deps, request, ({ actionId }) => ({ type: 'move-action', actionId, ...request.body })),
);

const replace = endpoint(api.replaceAction, async (deps, request) => {
  const { action: draft, note } = request.body;
  await requireOwner(deps, draft.ownerId, 'body.action.ownerId');
  return act(deps, request, (of) => ({ type: 'replace-action', ...of, draft, note }));
});

const fail = endpoint(api.failAction, async (deps, request) => {
  await requireOwner(deps, request.body.next?.ownerId, 'body.next.ownerId');
  return act(deps, request, (of) => ({ type: 'fail-action', ...of, ...request.body }));
});

type Acting = Pick<Request<{ id: CustomerId; actionId: ActionId }, unknown, unknown>, 'params' | 'caller'> &
  Pick<Request<unknown, unknown, unknown>, 'now' | 'locale' | 'expected'>;

/** A command on one action by whom it is up to. */
async function act(
  deps: Deps,
  { params: { id, actionId }, caller, now, locale, expected }: Acting,
  command: (of: { actionId: ActionId; fallbackOwnerId: UserId }) => Command,
): Promise<Reply> {
  const customer = await perform(deps, { id, now, by: caller.actor, expected }, async (known) => {
    const fallbackOwnerId = await fallback(deps, known);
    await requireSay(deps, caller, known, actionId, fallbackOwnerId);
    return command({ actionId, fallbackOwnerId });
  });
  return reply(customer, locale);
}

/** @throws CrmError `access.denied` unless the action, or its customer, is the caller's or somebody's below. */
async function requireSay(
  deps: Deps,
  caller: Caller,
  { actions, ownerId }: Customer,
  actionId: ActionId,
  worksWith: UserId,
): Promise<void> {
  const action = actions.find(({ id }) => id === actionId);
  const own = action?.owner.kind === 'user' ? action.owner.id : undefined;
  if (await standsFor(deps, caller, [own, ownerId, worksWith])) return;
  throw new CrmError(
    'access.denied',
    'This action is somebody else’s: it is up to its owner, who works with the customer, the managers above, and an administrator.',
  );
}

async function fallback(deps: Deps, customer: Customer): Promise<UserId> {
  return (await ownerOf(deps, customer)).id;
}

function reply(customer: Customer, locale: 'it' | 'en'): Reply {
  const path = pathView(customer, locale);
  return { body: { nextAction: path[0] ?? null, path }, version: customer.version };
}

export const handler = httpFunction('api-actions', [list, add, complete, move, replace, fail]);

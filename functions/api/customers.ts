import * as api from '#contracts/http/customers.ts';
import { emailKey } from '#domain/identity.ts';
import type { CustomerId } from '#domain/ids.ts';
import { captureCustomer } from '#functions/capture-customer.ts';
import type { Deps } from '#functions/deps.ts';
import { requireOwner } from '#functions/directory.ts';
import type { Reply } from '#functions/http/reply.ts';
import { endpoint, httpFunction } from '#functions/http-function.ts';
import { normalisePhone } from '#functions/intake/fields/phone.ts';
import { type Performing, perform } from '#functions/perform.ts';
import { CrmError } from '#shared/errors.ts';
import { endings, reachable, recordings } from './customer-commands.ts';
import { cardView, summaryView, timelineView } from './views/card.ts';
import { executionView } from './views/execution.ts';

type SeenBy = Parameters<typeof cardView>[2];

const list = endpoint(api.listCustomers, async ({ customers }, { query, locale }) => {
  const { email, phone, owner, status, without, limit, cursor } = query;
  const key = await keyOf(email, phone);
  if (key !== undefined) {
    const id = key && (await customers.find(key));
    const found = id ? await customers.load(id) : undefined;
    return { body: { items: found ? [summaryView(found, locale)] : [] } };
  }
  const page = await customers.list(
    { ...(owner && { ownerId: owner }), ...(status && { status }), ...(without && { without }) },
    { limit, ...(cursor && { cursor }) },
  );
  return { body: { ...page, items: page.items.map((customer) => summaryView(customer, locale)) } };
});

/** `''` when an address was asked for that can't be one: nobody has it. */
async function keyOf(email: string | undefined, phone: string | undefined): Promise<string | undefined> {
  if (email !== undefined) return prefixed('email', emailKey(email));
  return phone === undefined ? undefined : prefixed('phone', await phoneAsked(phone));
}

/** As the intake reads it. A `+` that was not encoded arrives as a space. */
async function phoneAsked(phone: string): Promise<string> {
  const number = await normalisePhone(phone.replace(/^ (?=[1-9])/, '+'));
  if (number) return number;
  const detail = `"${phone}" is no telephone number: write it with its country, as +39 02 1234567, or as it is dialled in Italy.`;
  throw new CrmError('request.invalid', detail, { 'query.phone': detail });
}

function prefixed(kind: string, key: string | undefined): string {
  return key ? `${kind}:${key}` : '';
}

const create = endpoint(api.createCustomer, async (deps, { body, caller, now, locale }) => {
  const { person, consents, ownerId, ...details } = body;
  await requireOwner(deps, ownerId);
  const { id, result } = await captureCustomer(deps, {
    details,
    ownerId,
    contact: {
      ...(person && { person: await reachable(person, body.country) }),
      consents,
      origin: 'api',
      summary: 'entered by hand',
    },
    now,
    by: caller.actor,
  });
  return {
    ...(await card(deps, id, { locale, caller })),
    status: result === 'created' ? 201 : 200,
    headers: { location: `/customers/${id}` },
  };
});

const get = endpoint(api.getCustomer, (deps, { params, ...seenBy }) => card(deps, params.id, seenBy));

const change = endpoint(api.changeCustomer, async (deps, { params, body, caller, now, locale, expected }) => {
  const { ownerId, ...changes } = body;
  await requireOwner(deps, ownerId);
  const at: Performing = { id: params.id, now, by: caller.actor, expected };
  if (Object.keys(changes).length > 0) await perform(deps, at, () => ({ type: 'change-details', changes }));
  if (ownerId) {
    await perform(deps, { ...at, ...(Object.keys(changes).length > 0 && { expected: undefined }) }, () => ({
      type: 'assign-owner',
      ownerId,
    }));
  }
  return card(deps, params.id, { locale, caller });
});

const timeline = endpoint(api.getTimeline, async ({ customers }, { params, query }) => {
  await known(customers, params.id);
  const { limit, cursor } = query;
  const page = await customers.timeline(params.id, { limit, ...(cursor && { cursor }) });
  return { body: { ...page, items: timelineView(page.items) } };
});

const execution = endpoint(api.getExecution, async ({ customers, waits }, { params }) => {
  const customer = await known(customers, params.id);
  return { body: executionView(customer, await waits.get(params.id)) };
});

export async function known(customers: Deps['customers'], id: CustomerId) {
  const customer = await customers.load(id);
  if (!customer) throw new CrmError('customer.unknown', `There is no customer ${id}.`);
  return customer;
}

async function card({ customers }: Pick<Deps, 'customers'>, id: CustomerId, seenBy: SeenBy): Promise<Reply> {
  const customer = await known(customers, id);
  return { body: await cardView({ customers }, customer, seenBy), version: customer.version };
}

export const handler = httpFunction('api-customers', [
  list,
  create,
  get,
  change,
  timeline,
  execution,
  ...recordings(card),
  ...endings(card),
]);

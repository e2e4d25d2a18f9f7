import * as api from '#contracts/http/customers.ts';
import type { Opportunity } from '#domain/events.ts';
import type { CustomerId } from '#domain/ids.ts';
import type { Deps } from '#functions/deps.ts';
import { requireSomebody } from '#functions/directory.ts';
import type { Caller } from '#functions/http/caller.ts';
import type { Reply } from '#functions/http/reply.ts';
import { type Endpoint, endpoint } from '#functions/http-function.ts';
import { writtenPhone } from '#functions/intake/fields/phone.ts';
import { perform } from '#functions/perform.ts';
import { sameOpportunity } from '#functions/same-opportunity.ts';

type Card = (deps: Deps, id: CustomerId, seenBy: { locale: 'it' | 'en'; caller: Caller }) => Promise<Reply>;

/** What people write down about a customer. */
export function recordings(card: Card): Endpoint[] {
  return [
    endpoint(api.addPerson, async (deps, { params, body, caller, now, locale, expected }) => {
      await perform(deps, { id: params.id, now, by: caller.actor, expected }, async ({ country }) => ({
        type: 'add-person',
        person: await reachable(body, country),
      }));
      return card(deps, params.id, { locale, caller });
    }),
    endpoint(api.recordConsent, async (deps, { params, body, caller, now, expected }) => {
      const customer = await perform(deps, { id: params.id, now, by: caller.actor, expected }, () => ({
        type: 'record-consent',
        ...body,
      }));
      return {
        body: { consents: customer.people.find((person) => person.id === body.personId)?.consents ?? {} },
        version: customer.version,
      };
    }),
    endpoint(api.recordInteraction, async (deps, { params, body, caller, now, locale, expected }) => {
      const { personId, ...rest } = body;
      const command = { type: 'record-interaction' as const, ...rest, ...(personId && { personId }) };
      await perform(deps, { id: params.id, now, by: caller.actor, expected }, () => command);
      return card(deps, params.id, { locale, caller });
    }),
    endpoint(api.recordOpportunity, async (deps, { params, body, caller, now, expected }) => {
      const opportunity: Opportunity = body;
      await requireSomebody(deps, body.ownerId);
      const customer = await perform(deps, { id: params.id, now, by: caller.actor, expected }, async () => {
        const before = (await deps.customers.opportunities(params.id)).find((one) => one.id === opportunity.id);
        if (before && sameOpportunity(before, opportunity)) return undefined;
        return { type: 'record-opportunities', items: [{ opportunity, ...(before && { before }) }] };
      });
      return { body: opportunity, version: customer.version };
    }),
  ];
}

/** With a phone by which the person is found again. */
export async function reachable<P extends { phone?: string }>(person: P, country: string): Promise<P> {
  return person.phone ? { ...person, phone: await writtenPhone(person.phone, country) } : person;
}

/** The end of a relationship, and its new beginning. */
export function endings(card: Card): Endpoint[] {
  return [
    endpoint(api.dismissCustomer, async (deps, { params, body, caller, now, locale, expected }) => {
      await perform(deps, { id: params.id, now, by: caller.actor, expected }, () => ({
        type: 'dismiss',
        note: body.note,
      }));
      return card(deps, params.id, { locale, caller });
    }),
    endpoint(api.reactivateCustomer, async (deps, { params, body, caller, now, locale, expected }) => {
      await perform(deps, { id: params.id, now, by: caller.actor, expected }, () => ({
        type: 'reactivate',
        note: body.note,
      }));
      return card(deps, params.id, { locale, caller });
    }),
  ];
}

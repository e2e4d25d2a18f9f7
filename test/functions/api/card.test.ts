import { describe, expect, test } from 'vitest';
import { cardView } from '#functions/api/views/card.ts';
import type { Caller } from '#functions/http/caller.ts';
import type { Commit, CustomerStore, Role } from '#shared/ports.ts';
import { inReview, link } from '#test/shared/domain/customers.ts';
import { given } from '#test/shared/domain/given.ts';

const caller = (role: Role): Caller => ({ id: 'u', email: undefined, roles: [role], actor: { kind: 'user', id: 'u' } });

async function cardFor(role: Role) {
  const customer = inReview();
  const escalation = { type: 'escalate-review' as const, cycle: 1, to: 'boss' as never, linkId: link('escalated') };
  const { events } = given(customer).when(escalation);
  const commits: Commit[] = [{ version: 2, at: '2026-03-02T09:00:00.000Z', events }];
  const customers: Pick<CustomerStore, 'opportunities' | 'timeline'> = {
    opportunities: async () => [],
    timeline: async () => ({ items: commits }),
  };
  return cardView({ customers } as Parameters<typeof cardView>[0], customer, { locale: 'en', caller: caller(role) });
}

describe('The id of a link, which is all that its page asks for,', () => {
  test.each<Role>(['manager', 'marketing', 'sales'])('is nowhere on the card that %s reads', async (role) => {
    const card = await cardFor(role);
    expect(card.review).toMatchObject({ status: 'open' });
    expect(card.timeline.map(({ type }) => type)).toContain('ReviewEscalated');
    expect(JSON.stringify(card)).not.toMatch(/linkId|escalated"/);
  });

  test('is seen by an admin, who may take any decision, of the open review and of nothing else', async () => {
    const card = await cardFor('admin');
    expect(card.review).toHaveProperty('linkId', link('review'));
    expect(JSON.stringify(card.timeline)).not.toContain('linkId');
  });
});

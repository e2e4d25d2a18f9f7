import { describe, expect, test } from 'vitest';
import type { LeadReference } from '#functions/intake/adapters/adapter.ts';
import { fetchLeads } from '#functions/intake/fetch-leads.ts';
import { createLeadFetcher } from '#functions/intake/http-lead-fetcher.ts';

const access = {
  facebookToken: '',
  hubspotToken: 't',
  facebookUrl: 'http://f.invalid',
  hubspotUrl: 'http://h.invalid',
};
const wanted = (provider: LeadReference['provider']): LeadReference => ({
  provider,
  id: '7',
  dedupeKey: `${provider}:7`,
});

function leadsThat(status: number, body: unknown) {
  const asked: string[] = [];
  const request: typeof fetch = async (url) => {
    asked.push(String(url));
    return Response.json(body, { status });
  };
  return { asked, leads: createLeadFetcher(access, request) };
}

describe('leads of which only the id came', () => {
  test('are asked for and read', async () => {
    const { asked, leads } = leadsThat(200, { properties: { email: 'a@b.example' } });
    const result = await fetchLeads(leads, [wanted('hubspot')], {});
    expect(result).toMatchObject({ kind: 'delivery', submissions: [{ person: { email: 'a@b.example' } }] });
    expect(asked.map((url) => url.split('?')[0])).toEqual(['http://h.invalid/crm/v3/objects/contacts/7']);
  });

  test('of a provider that does not answer are refused for now, so that it delivers them again', async () => {
    const { leads } = leadsThat(500, {});
    expect(await fetchLeads(leads, [wanted('hubspot')], {})).toMatchObject({
      kind: 'refused',
      reason: 'lead-not-fetched',
      status: 503,
    });
  });

  test('are not asked for without an access token', async () => {
    const { asked, leads } = leadsThat(200, { field_data: [] });
    expect(await fetchLeads(leads, [wanted('facebook')], {})).toMatchObject({ reason: 'lead-not-fetched' });
    expect(asked).toEqual([]);
  });
});

import type { LeadFetcher, LeadReference } from './adapters/adapter.ts';

export type LeadAccess = {
  /** Page access token and app token of the company's own accounts. */
  readonly facebookToken: string;
  readonly hubspotToken: string;
  readonly facebookUrl: string;
  readonly hubspotUrl: string;
};

const properties =
  'email,firstname,lastname,phone,mobilephone,company,website,jobtitle,city,country,message,hs_language,industry,numemployees';

/** The providers' own APIs, each asked for one lead. @throws Error for any answer but 200, and without a token to ask with. */
export function createLeadFetcher(access: LeadAccess, request: typeof fetch = fetch): LeadFetcher {
  return {
    async fetch(reference) {
      const { url, token } = addressOf(reference, access);
      if (token === '') throw new Error(`There is no access token for ${reference.provider}.`);
      const response = await request(url, {
        headers: { authorization: `Bearer ${token}` },
        signal: AbortSignal.timeout(8_000),
      });
      if (!response.ok) throw new Error(`${reference.provider} answered ${response.status}.`);
      return response.json();
    },
  };
}

function addressOf({ provider, id }: LeadReference, access: LeadAccess): { url: string; token: string } {
  const lead = encodeURIComponent(id);
  switch (provider) {
    case 'facebook':
      return {
        url: `${access.facebookUrl}/${lead}?fields=created_time,form_id,ad_id,campaign_id,field_data,custom_disclaimer_responses`,
        token: access.facebookToken,
      };
    case 'hubspot':
      return {
        url: `${access.hubspotUrl}/crm/v3/objects/contacts/${lead}?properties=${properties}`,
        token: access.hubspotToken,
      };
    default:
      return provider satisfies never;
  }
}

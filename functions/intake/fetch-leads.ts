import type { Submission } from '#contracts/submission.ts';
import type { AdapterResult, IntakeSource, LeadFetcher, LeadReference } from './adapters/adapter.ts';
import { readFetchedLead } from './adapters/read-fetched-lead.ts';
import { type Refused, refuse } from './adapters/refusal.ts';

/** Facebook and HubSpot send ids: each lead is fetched; a provider that can't answer now repeats its delivery later. */
export async function fetchLeads(
  leads: LeadFetcher,
  references: readonly LeadReference[],
  source: IntakeSource,
): Promise<AdapterResult> {
  const submissions: Submission[] = [];
  for (const reference of references) {
    const fetched = await fetchOne(leads, reference);
    const result = 'kind' in fetched ? fetched : await readFetchedLead(reference, fetched.lead, source);
    if (result.kind === 'delivery') submissions.push(...result.submissions);
    else if (result.kind !== 'ignored') return result;
  }
  return { kind: 'delivery', submissions };
}

async function fetchOne(leads: LeadFetcher, reference: LeadReference): Promise<{ lead: unknown } | Refused> {
  try {
    return { lead: await leads.fetch(reference) };
  } catch {
    return refuse(
      'lead-not-fetched',
      `${reference.provider} did not give the lead. Deliver it again, and check the access token (${reference.provider.toUpperCase()}_TOKEN).`,
    );
  }
}

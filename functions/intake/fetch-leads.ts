import type { Submission } from '#contracts/submission.ts';
import { CrmError } from '#shared/errors.ts';
import type { Source } from '#shared/ports.ts';
import type { AdapterResult, LeadFetcher, LeadReference } from './adapters/adapter.ts';
import { readFetchedLead } from './adapters/read-fetched-lead.ts';

/** Facebook and HubSpot send ids: each lead is fetched; a provider that can't answer now repeats its delivery later. */
export async function fetchLeads(
  leads: LeadFetcher,
  references: readonly LeadReference[],
  source: Source,
): Promise<AdapterResult> {
  const submissions: Submission[] = [];
  for (const reference of references) {
    const fetched = await fetchOne(leads, reference);
    const result = await readFetchedLead(reference, fetched, source);
    if (result.kind === 'delivery') submissions.push(...result.submissions);
    else if (result.kind !== 'ignored') return result;
  }
  return { kind: 'delivery', submissions };
}

async function fetchOne(leads: LeadFetcher, reference: LeadReference): Promise<unknown> {
  try {
    return await leads.fetch(reference);
  } catch {
    throw new CrmError(
      'lead.not-fetched',
      `${reference.provider} did not give the lead; deliver it again, and check the source's access token.`,
    );
  }
}

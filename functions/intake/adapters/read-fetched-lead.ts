import type { AdapterResult, IntakeSource, LeadReference } from './adapter.ts';
import { ignore } from './adapter.ts';
import { checked } from './body.ts';
import { FacebookLead, formOfLead, isTestLead } from './facebook-lead.ts';
import { Contact, formOfContact } from './hubspot-contact.ts';
import { submissionsOf } from './read-delivery.ts';

/**
 * The provider's answer to `LeadFetcher.fetch(reference)` as one submission with the dedupe key of its reference, by the same
 * checks as a delivery.
 */
export const readFetchedLead = async (
  reference: LeadReference,
  fetched: unknown,
  source: IntakeSource,
): Promise<AdapterResult> => {
  switch (reference.provider) {
    case 'facebook': {
      const lead = checked(fetched, FacebookLead);
      if (lead.kind === 'refused') return lead;
      if (isTestLead(lead.value)) return ignore('test-delivery', 'Test lead from Meta.');
      return submissionsOf([formOfLead(lead.value, reference)], source.mapping);
    }
    case 'hubspot': {
      const contact = checked(fetched, Contact);
      if (contact.kind === 'refused') return contact;
      return submissionsOf([formOfContact(contact.value, reference.dedupeKey, reference.submittedAt)], source.mapping);
    }
    default:
      return reference.provider satisfies never;
  }
};

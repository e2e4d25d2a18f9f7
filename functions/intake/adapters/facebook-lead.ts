import * as z from 'zod';
import { type Answer, scalars } from '#functions/intake/fields/answer.ts';
import type { FilledForm } from '#functions/intake/fields/filled-form.ts';
import type { LeadReference } from './adapter.ts';
import { isoTime } from './time.ts';

const Id = z.union([z.string(), z.number()]).transform(String);

/** A lead as the Graph API answers it. The form's `legal_content` may be put beside it for the texts of its boxes. */
export const FacebookLead = z.object({
  id: Id.nullish(),
  created_time: z.union([z.string(), z.number()]).nullish(),
  form_id: Id.nullish(),
  ad_id: Id.nullish(),
  adset_id: Id.nullish(),
  campaign_id: Id.nullish(),
  campaign_name: z.string().nullish(),
  field_data: z.array(z.object({ name: z.string(), values: z.array(z.unknown()).default([]) })),
  custom_disclaimer_responses: z
    .array(z.object({ checkbox_key: z.string(), is_checked: z.unknown().optional() }))
    .nullish(),
  legal_content: z
    .object({
      custom_disclaimer: z
        .object({ checkboxes: z.array(z.object({ key: z.string(), text: z.string() })).nullish() })
        .nullish(),
    })
    .nullish(),
});
export type FacebookLead = z.infer<typeof FacebookLead>;

/** Meta's testing tool fills the fields with `<test lead: dummy data for …>`. */
export const isTestLead = (lead: FacebookLead): boolean =>
  lead.field_data.some(({ values }) => values.some((value) => /^<test lead: /.test(String(value))));

const disclaimersOf = (lead: FacebookLead): Answer[] =>
  (lead.custom_disclaimer_responses ?? []).map(({ checkbox_key: key, is_checked: checked }) => {
    const text = lead.legal_content?.custom_disclaimer?.checkboxes?.find((box) => box.key === key)?.text;
    return { key, values: scalars(checked), hint: 'consent', ...(text === undefined ? {} : { label: text }) };
  });

export const formOfLead = (lead: FacebookLead, reference: LeadReference): FilledForm => {
  const { campaign_id: campaignId, adset_id: adGroupId } = lead;
  const adId = lead.ad_id ?? reference.adId;
  const formId = lead.form_id ?? reference.formId;
  return {
    dedupeKey: reference.dedupeKey,
    submittedAt: isoTime(lead.created_time ?? undefined, 1000) ?? reference.submittedAt,
    answers: [
      ...lead.field_data.map(({ name, values }): Answer => ({ key: name, values: scalars(values) })),
      ...disclaimersOf(lead),
    ],
    campaign: {
      ...(formId ? { formId } : {}),
      ...(adId ? { adId } : {}),
      ...(adGroupId ? { adGroupId } : {}),
      ...(campaignId ? { campaignId } : {}),
      ...(lead.campaign_name ? { utmCampaign: lead.campaign_name } : {}),
    },
  };
};

import * as z from 'zod';
import { type Answer, scalars } from '#functions/intake/fields/answer.ts';
import { type Adapter, ignore } from './adapter.ts';
import { jsonBody } from './body.ts';
import { contentKey, dedupeKey } from './dedupe.ts';
import { refuse } from './refusal.ts';
import { sameText } from './signature.ts';
import { isoTime } from './time.ts';

const Id = z.union([z.string(), z.number()]).transform(String);

const Body = z.object({
  lead_id: z.string().nullish(),
  google_key: z.string().nullish(),
  is_test: z.boolean().nullish(),
  gcl_id: z.string().nullish(),
  form_id: Id.nullish(),
  campaign_id: Id.nullish(),
  adgroup_id: Id.nullish(),
  creative_id: Id.nullish(),
  lead_submit_time: z.string().nullish(),
  user_column_data: z.array(
    z.object({
      column_id: z.string().nullish(),
      column_name: z.string().nullish(),
      string_value: z.unknown().optional(),
    }),
  ),
});

/** Names of standard columns, in Google's capitals, that the field lists know by other words. */
const aliases: Readonly<Record<string, string>> = {
  WORK_EMAIL: 'email',
  USER_PHONE: 'phone',
  WORK_PHONE: 'phone',
  PHONE_NUMBER: 'phone',
  COMPANY_NAME: 'company',
  JOB_TITLE: 'job title',
  FULL_NAME: 'full name',
  FIRST_NAME: 'first name',
  LAST_NAME: 'last name',
};

const answerOf = (column: z.infer<typeof Body>['user_column_data'][number], index: number): Answer => {
  const id = column.column_id ?? '';
  const alias = aliases[id];
  const key = alias === undefined ? id.toLowerCase() || `column ${index + 1}` : alias;
  return {
    key,
    aliases: [id],
    values: scalars(column.string_value),
    ...(column.column_name ? { label: column.column_name } : {}),
  };
};

/**
 * Google puts a shared key into the body itself: `google_key` must be the signing secret of the source, if it has one.
 * Leads of the "send test data" button are acknowledged and not taken.
 *
 * https://developers.google.com/google-ads/webhook/docs/implementation
 */
export const google: Adapter = (delivery) => {
  const body = jsonBody(delivery, Body);
  if (body.kind === 'refused') return body;
  const lead = body.value;
  const secret = delivery.source.signingSecret;
  if (secret !== undefined && secret !== '') {
    if (!lead.google_key)
      return refuse(
        'signature-missing',
        'The google_key is missing in the body. Enter the secret of the source as the key of the webhook in Google Ads.',
      );
    if (!sameText(lead.google_key, secret))
      return refuse(
        'signature-wrong',
        'The google_key of the body is not the secret of the source. Enter the same key in Google Ads.',
      );
  }
  if (lead.is_test === true) return ignore('test-delivery', 'Test lead from Google Ads.');
  const answers = lead.user_column_data.map(answerOf);
  return {
    kind: 'forms',
    forms: [
      {
        dedupeKey: lead.lead_id ? dedupeKey('google', lead.lead_id) : contentKey('google', answers),
        submittedAt: isoTime(lead.lead_submit_time ?? undefined),
        answers,
        campaign: {
          ...(lead.gcl_id ? { gclid: lead.gcl_id } : {}),
          ...(lead.form_id ? { formId: lead.form_id } : {}),
          ...(lead.campaign_id ? { campaignId: lead.campaign_id } : {}),
          ...(lead.adgroup_id ? { adGroupId: lead.adgroup_id } : {}),
          ...(lead.creative_id ? { adId: lead.creative_id } : {}),
        },
      },
    ],
  };
};

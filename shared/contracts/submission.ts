import * as z from 'zod';

/** One line of text: no control characters, trimmed, never empty. */
const line = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .refine((text) => !/\p{Cc}/u.test(text), 'must be one line without control characters');

/** What a consent is for. `privacy-notice` is the notice taken note of and permits nothing by itself. */
export const ConsentPurpose = z.enum(['marketing', 'profiling', 'third-parties', 'privacy-notice', 'terms']);
export type ConsentPurpose = z.infer<typeof ConsentPurpose>;

/** A box as the person saw it: the text shown beside it, ticked (`granted`) or left blank. */
export const FormConsent = z.object({
  purpose: ConsentPurpose,
  text: z.string().min(1),
  granted: z.boolean(),
});
export type FormConsent = z.infer<typeof FormConsent>;

/** Where the person came from, as far as the delivery says it. */
export const CampaignTrace = z.partialRecord(
  z.enum([
    'utmSource',
    'utmMedium',
    'utmCampaign',
    'utmTerm',
    'utmContent',
    'gclid',
    'fbclid',
    'msclkid',
    'campaignId',
    'adGroupId',
    'adId',
    'formId',
    'formName',
    'pageUrl',
    'referrer',
  ]),
  z.string().min(1),
);
export type CampaignTrace = z.infer<typeof CampaignTrace>;

/** At least one of `email` and `phone` is there: without an address nobody can be answered. */
export const SubmissionPerson = z
  .object({
    name: line(300).optional(),
    givenName: line(300).optional(),
    familyName: line(300).optional(),
    jobTitle: line(300).optional(),
    /** Lower case, domain in its ASCII form. */
    email: line(254).optional(),
    /** E.164, `+390212345678`. */
    phone: z
      .string()
      .regex(/^\+[1-9]\d{3,14}$/)
      .optional(),
    city: line(300).optional(),
    country: line(300).optional(),
  })
  .refine((person) => person.email !== undefined || person.phone !== undefined, 'needs an e-mail address or a phone');
export type SubmissionPerson = z.infer<typeof SubmissionPerson>;

export const SubmissionCompany = z.object({
  name: line(300).optional(),
  /** Registrable domain (`acme.it`), from the website or from an e-mail address that is not at a free mail provider. */
  domain: line(253).optional(),
  website: line(2000).optional(),
  vat: line(300).optional(),
  size: line(300).optional(),
  sector: line(300).optional(),
});
export type SubmissionCompany = z.infer<typeof SubmissionCompany>;

/** One filled form, whichever provider it came through, normalised and safe to store. */
export const Submission = z.object({
  /** The provider's own key, `typeform:01H…`, or a hash of the answers where it has none. The same on every redelivery. */
  dedupeKey: z.string().min(1).max(200),
  submittedAt: z.iso.datetime().optional(),
  person: SubmissionPerson,
  company: SubmissionCompany.optional(),
  locale: z.enum(['it', 'en']).optional(),
  /** Free text in the person's words: plain text, may have several lines, must be escaped wherever it is shown. */
  message: z.string().min(1).optional(),
  /** Every other answer by its label, several values joined by ", ". Plain text like `message`. */
  extra: z.record(z.string(), z.string()),
  consents: z.array(FormConsent),
  campaign: CampaignTrace.optional(),
});
export type Submission = z.infer<typeof Submission>;

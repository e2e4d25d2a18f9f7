import * as z from 'zod';
import { type Answer, scalars } from '#functions/intake/fields/answer.ts';
import type { FilledForm } from '#functions/intake/fields/filled-form.ts';

/** CRM API v3 gives `{email: "…"}`, workflow webhooks (contacts API v1) `{email: {value: "…"}}`. */
export const Contact = z.object({
  properties: z.record(z.string(), z.unknown()),
  id: z.union([z.string(), z.number()]).nullish(),
  vid: z.number().nullish(),
});
export type Contact = z.infer<typeof Contact>;

const Versioned = z.object({ value: z.unknown() });

/** Properties that HubSpot keeps for itself, `hs_…` and the like, save those that say something of the person. */
const isInternal = (name: string): boolean =>
  /^(hs_(?!language)|hubspot_|createdate|lastmodifieddate|num_|first_|recent_|currentlyinworkflow|lifecyclestage|associatedcompanyid|notes_|days_to_close)/.test(
    name,
  );

/** HubSpot's own names for what the field lists know by other names. */
const aliases: Readonly<Record<string, string>> = {
  mobilephone: 'mobile',
  numemployees: 'employees',
  jobtitle: 'job title',
  hs_language: 'language',
};

const answerOf = ([name, value]: [string, unknown]): Answer => {
  const alias = aliases[name];
  return {
    key: name,
    values: scalars(Versioned.safeParse(value).data?.value ?? value),
    ...(alias === undefined ? {} : { aliases: [alias] }),
  };
};

export const formOfContact = (contact: Contact, dedupeKey: string, submittedAt: string | undefined): FilledForm => ({
  dedupeKey,
  submittedAt,
  answers: Object.entries(contact.properties)
    .filter(([name]) => !isInternal(name))
    .map(answerOf),
});

import type { Submission } from '#contracts/submission.ts';
import type { FilledForm } from '#functions/intake/fields/filled-form.ts';
import type { Mapping } from '#functions/intake/fields/mapping.ts';
import type { Refused } from './refusal.ts';

/** What an adapter may know of the source that a delivery came to. */
export type IntakeSource = {
  /** The secret by which the provider proves itself: signing key, app secret, `google_key` or shared secret. */
  readonly signingSecret?: string | undefined;
  /** The last part of the source's URL. */
  readonly secret?: string | undefined;
  /** Facebook's `hub.verify_token` for the subscription handshake; without one it is the signing secret or that of the URL. */
  readonly verifyToken?: string | undefined;
  readonly mapping?: Mapping | undefined;
};

/** One HTTP request as it arrived. `rawBody` holds the sender's bytes: API Gateway's base64 is already undone. */
export type Delivery = {
  readonly method: string;
  /** The full public URL, query included, as the sender called it: HubSpot signs it. */
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly query: Readonly<Record<string, string | undefined>>;
  readonly rawBody: Uint8Array;
  readonly source: IntakeSource;
  /** ISO time of the arrival. */
  readonly now: string;
};

/** A lead of which the provider sent the id only; `LeadFetcher` gets the rest. */
export type LeadReference = {
  readonly provider: 'facebook' | 'hubspot';
  readonly id: string;
  readonly dedupeKey: string;
  readonly submittedAt?: string | undefined;
  /** Facebook: page and form of the lead; HubSpot: the portal. */
  readonly pageId?: string | undefined;
  readonly formId?: string | undefined;
  readonly adId?: string | undefined;
  readonly portalId?: string | undefined;
};

/**
 * Port: gets the lead from the provider's API, as that API answers it, for `readFetchedLead`.
 *
 * Facebook: `GET /{id}?fields=created_time,form_id,ad_id,campaign_id,field_data,custom_disclaimer_responses`; HubSpot:
 * `GET /crm/v3/objects/contacts/{id}?properties=…`.
 */
export interface LeadFetcher {
  fetch(reference: LeadReference): Promise<unknown>;
}

/** Only ids came; fetch each lead and give it to `readFetchedLead`. */
type FetchWanted = { readonly kind: 'fetch'; readonly references: readonly LeadReference[] };

/** Answer exactly this: the provider checks the address of the source. */
type Handshake = {
  readonly kind: 'handshake';
  readonly status: 200;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
};

/** Authentic and of no interest. Answer 2xx: providers disable a webhook that refuses such deliveries. */
export type Ignored = {
  readonly kind: 'ignored';
  readonly reason: 'test-delivery' | 'other-event';
  readonly detail: string;
};

/** What a provider's adapter says of a delivery: the forms are authentic, and still in the provider's words. */
export type Reading =
  | { readonly kind: 'forms'; readonly forms: readonly FilledForm[] }
  | FetchWanted
  | Handshake
  | Ignored
  | Refused;

export type Adapter = (delivery: Delivery) => Reading | Promise<Reading>;

/** What `readDelivery` says of a delivery. All submissions of a batch are usable, or the whole of it is refused. */
export type AdapterResult =
  | { readonly kind: 'delivery'; readonly submissions: readonly Submission[] }
  | FetchWanted
  | Handshake
  | Ignored
  | Refused;

export const ignore = (reason: Ignored['reason'], detail: string): Ignored => ({ kind: 'ignored', reason, detail });

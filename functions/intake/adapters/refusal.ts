const statuses = {
  'method-unsupported': 405,
  'secret-unset': 401,
  'signature-missing': 401,
  'signature-wrong': 401,
  'timestamp-missing': 401,
  'timestamp-stale': 401,
  'body-broken': 400,
  'body-too-large': 413,
  'content-type-unsupported': 415,
  'no-usable-address': 422,
  'field-injection': 422,
  'field-too-long': 422,
  spam: 422,
  'lead-not-fetched': 503,
} as const;

export type RefusalReason = keyof typeof statuses;

/** A delivery that is not taken. `detail` says what is wrong, where, and what to do; it repeats no personal data. */
export type Refused = {
  readonly kind: 'refused';
  readonly reason: RefusalReason;
  readonly status: (typeof statuses)[RefusalReason];
  readonly detail: string;
};

export const refuse = (reason: RefusalReason, detail: string): Refused => ({
  kind: 'refused',
  reason,
  status: statuses[reason],
  detail,
});

import type { Refusal } from '#domain/refusal.ts';

/** The one error of the edges: an expected failure on its way to a caller. */
export class CrmError extends Error {
  readonly code: string;
  readonly fields: Readonly<Record<string, string>> | undefined;

  constructor(code: string, message: string, fields?: Readonly<Record<string, string>>) {
    super(message);
    this.code = code;
    this.fields = fields;
    this.name = stepError(code);
  }
}

export function refused({ code, message, fields }: Refusal): CrmError {
  return new CrmError(code, message, fields);
}

/**
 * Every code with which something is refused, and its answer over HTTP. 422 where what was sent makes no sense, whenever it
 * is sent; 409 where it does, and the state of things does not allow it now.
 */
export const statusOf: Readonly<Record<string, number>> = {
  'request.malformed': 400,
  'request.invalid': 400,
  'cursor.broken': 400,

  'access.denied': 403,

  'customer.unknown': 404,
  'person.unknown': 404,
  'action.not-open': 404,
  'source.unknown': 404,
  'user.unknown': 404,
  'policy.unknown': 404,
  'link.unknown': 404,

  'customer.exists': 409,
  'customer.active': 409,
  'customer.dismissed': 409,
  'customer.superseded': 409,
  'customer.too-early': 409,
  'customer.no-next-action': 409,
  'person.too-many': 409,
  'action.of-the-process': 409,
  'action.too-many': 409,
  'review.closed': 409,
  'review.superseded': 409,
  'survey.closed': 409,
  'data-request.closed': 409,
  'identity.taken': 409,
  'user.email-taken': 409,
  'delivery.known': 409,
  'idempotency.running': 409,
  conflict: 409,

  'link.expired': 410,

  'etag.mismatch': 412,

  'body.unsupported': 415,

  'action.nobody': 422,
  'action.in-the-past': 422,
  'action.too-far': 422,
  'review.unknown-decision': 422,
  'survey.score': 422,
  'owner.unknown': 422,
  'manager.unknown': 422,
  'manager.below': 422,
  'import.company-unknown': 422,
  'idempotency.reused': 422,

  'internal.error': 500,
};

/** A refusal that the table does not know is still one: the state of things does not allow it. */
export function httpStatus(code: string): number {
  return statusOf[code] ?? 409;
}

const ended = ['customer.dismissed', 'customer.superseded', 'customer.unknown'];

/** The name under which a state machine catches it. */
export function stepError(code: string): string {
  if (ended.includes(code)) return 'Customer.Ended';
  return code === 'conflict' ? 'Conflict' : 'Refused';
}

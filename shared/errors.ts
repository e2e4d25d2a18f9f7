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

const statusOf: Readonly<Record<string, number>> = {
  'request.malformed': 400,
  'request.invalid': 400,
  'cursor.broken': 400,
  'signature.wrong': 401,
  'access.denied': 403,
  'customer.unknown': 404,
  'person.unknown': 404,
  'action.not-open': 404,
  'source.unknown': 404,
  'user.unknown': 404,
  'policy.unknown': 404,
  'link.unknown': 404,
  'review.unknown': 404,
  'route.unknown': 404,
  'link.expired': 410,
  'etag.mismatch': 412,
  'body.too-large': 413,
  'body.unsupported': 415,
  'owner.unknown': 422,
  'manager.unknown': 422,
  'manager.below': 422,
  'request.injection': 422,
  'idempotency.reused': 422,
  'internal.error': 500,
};

/** A refusal of the core is a conflict with the state of things, unless the table knows better. */
export function httpStatus(code: string): number {
  return statusOf[code] ?? 409;
}

const ended = ['customer.dismissed', 'customer.superseded', 'customer.unknown'];

/** The name under which a state machine catches it. */
export function stepError(code: string): string {
  if (ended.includes(code)) return 'Customer.Ended';
  return code === 'conflict' ? 'Conflict' : 'Refused';
}

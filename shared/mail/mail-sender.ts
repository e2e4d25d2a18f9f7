/** What leaves: the complete MIME message and the addresses that it goes to. */
export interface MailSender {
  /** Resolves with the id under which the provider reports what became of the message; rejects with a `MailNotSent`. */
  send(raw: Uint8Array, envelope: { from: string; to: string[] }): Promise<{ messageId: string }>;
}

/**
 * - `retryable`: nothing was sent, and the same message may go later (throttling, quota, sending paused, no connection).
 * - `permanent`: nothing was sent, and the same message never will be (rejected, not verified, not allowed).
 * - `unknown`: it may have been sent (time-out, broken connection, fault of the provider). Only events of the provider
 *   can tell: a message that must not arrive twice is not repeated.
 */
export type MailFailure = 'retryable' | 'permanent' | 'unknown';

export class MailNotSent extends Error {
  readonly failure: MailFailure;
  /** The provider's own name of the error, such as "MessageRejected". */
  readonly code: string;

  /** The provider's words are left out on purpose: they repeat addresses, and errors are logged. */
  constructor(failure: MailFailure, code: string, requestId?: string) {
    const where = requestId ? ` (request ${requestId})` : '';
    super(`${outcome[failure]}: ${code}${where}. ${hint[failure]}`);
    this.name = 'MailNotSent';
    this.failure = failure;
    this.code = code;
  }
}

const outcome: Record<MailFailure, string> = {
  retryable: 'The mail was not sent',
  permanent: 'The mail was not sent',
  unknown: 'It is not known whether the mail was sent',
};

const hint: Record<MailFailure, string> = {
  retryable: 'Send it again later.',
  permanent: 'Sending it again will not help: change the message, the sender or the permission.',
  unknown: 'Look for an event of this message before sending it again.',
};

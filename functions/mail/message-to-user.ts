import type { MailMessage } from '#contracts/mail-messages.ts';
import type { Customer } from '#domain/customer.ts';
import { addDuration } from '#domain/time.ts';
import { dictionary } from '#shared/locale/locale.ts';
import { evidenceLine, explain, purposeText } from '#shared/locale/reasons.ts';
import type { LedgerMessage, User } from '#shared/ports.ts';

type Writing = {
  readonly customer: Customer;
  readonly about: Extract<LedgerMessage, { kind: 'customer' }>;
  readonly user: User;
  readonly publicUrl: string;
  readonly from: string;
  readonly now: string;
};

/** Mail to our own people; undefined when what it is about is over. */
export function messageToUser(writing: Writing): MailMessage | undefined {
  switch (writing.about.template) {
    case 'data-request':
      return dataRequest(writing);
    case 'review':
      return review(writing);
    case 'review-closed':
      return reviewClosed(writing);
    case 'meeting-invite':
      return meetingInvite(writing);
    default:
      return undefined;
  }
}

function dataRequest({ customer, about, user, publicUrl }: Writing): MailMessage | undefined {
  const request = customer.dataRequest;
  if (!request) return undefined;
  return {
    template: 'data-request',
    recipientName: user.name,
    customerName: customer.name,
    missing: request.missing,
    link: `${publicUrl}/d/${request.linkId}`,
    dueAt: request.dueAt,
    timeZone: user.timeZone,
    reminder: about.variant === 'reminder',
  };
}

function review({ customer, about, user, publicUrl }: Writing): MailMessage | undefined {
  const open = customer.review;
  if (!open || open.linkId !== about.linkId) return undefined;
  const { decision } = dictionary(user.locale).words;
  const stage = about.variant === 'reminder' || about.variant === 'escalation' ? about.variant : 'first';
  return {
    template: 'review',
    recipientName: user.name,
    customerName: customer.name,
    reasons: open.reasons,
    evidence: open.evidence.map((line) => evidenceLine(line, user.locale)),
    decisions: open.decisions.map((id) => ({ id, label: decision[id], isDefault: id === open.default })),
    defaultLabel: decision[open.default],
    link: `${publicUrl}/r/${open.linkId}`,
    dueAt: open.dueAt,
    timeZone: user.timeZone,
    stage,
  };
}

function reviewClosed({ customer, about, user, publicUrl }: Writing): MailMessage {
  const { words } = dictionary(user.locale);
  const mode = customer.strategy?.mode;
  return {
    template: 'review-closed',
    recipientName: user.name,
    customerName: customer.name,
    decisionLabel: words.decision[taken(mode)],
    why: explain({ code: 'review.default-taken', facts: {} }, user.locale),
    link: `${publicUrl}/r/${about.linkId}`,
  };
}

function taken(mode: NonNullable<Customer['strategy']>['mode'] | undefined) {
  if (mode === 'trimmed') return 'trim-plan';
  if (mode === 'full' || mode === undefined) return 'approve';
  return mode;
}

function meetingInvite({ customer, about, user, publicUrl, from, now }: Writing): MailMessage | undefined {
  const action = about.calledOff ?? customer.actions.find((one) => one.id === about.actionId);
  if (!action) return undefined;
  return {
    template: 'meeting-invite',
    actionId: `${customer.id}.${action.id}`,
    recipientName: user.name,
    recipientAddress: user.email,
    organizer: { name: 'Percorso', address: from },
    customerName: customer.name,
    startsAt: action.dueAt,
    endsAt: addDuration(action.dueAt, `PT${action.minutes ?? 60}M`),
    timeZone: user.timeZone,
    purpose: purposeText(action.purpose, user.locale),
    why: explain(action.why, user.locale),
    link: `${publicUrl}/customers/${customer.id}`,
    sequence: action.moved,
    cancelled: about.variant === 'cancelled',
    issuedAt: now,
  };
}

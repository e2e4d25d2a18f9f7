import type { Action } from '#domain/action.ts';
import type { Customer } from '#domain/customer.ts';
import type { CustomerEvent, Message } from '#domain/events.ts';
import { type Reason, reason } from '#domain/explanation.ts';
import type { LinkId, MailId, PersonId, UserId } from '#domain/ids.ts';
import { isDue } from '#domain/time.ts';
import { type Context, type Decision, happened, unknownPerson } from './context.ts';
import { hear } from './hear.ts';

type Extra = Pick<Message, 'linkId' | 'actionId' | 'calledOff'> & { readonly variant?: Message['variant'] };

/** The send key: customer, what it is about, attempt. The same message can't be queued under two keys. */
function mailId(customer: Customer, parts: (string | number)[]): MailId {
  return [customer.id, ...parts].join('.') as MailId;
}

export function queueToUser(
  customer: Customer,
  template: 'data-request' | 'review' | 'review-closed' | 'meeting-invite',
  to: UserId,
  context: Context,
  extra: Extra = {},
): CustomerEvent {
  const variant = extra.variant ?? 'first';
  const about = extra.actionId ?? customer.cycle?.number ?? 0;
  return happened(context, {
    type: 'MailQueued',
    message: {
      mailId: mailId(customer, [template, about, variant, customer.version + 1]),
      template,
      lane: 'transactional',
      to: { kind: 'user', id: to },
      ...extra,
      variant,
    },
  });
}

export function messageToPerson(customer: Customer, action: Action, personId: PersonId, linkId: LinkId): Message {
  const survey = action.channel === 'survey';
  return {
    mailId: mailId(customer, [action.id, action.attempt + 1]),
    template: survey ? 'survey' : 'proposition',
    lane: survey ? 'transactional' : 'marketing',
    to: { kind: 'person', id: personId },
    linkId,
    actionId: action.id,
    variant: 'first',
  };
}

/** Meetings and visits come into the calendar of whoever owns them. */
export function invitations(customer: Customer, actions: readonly Action[], context: Context): CustomerEvent[] {
  return appointments(actions, (action, owner) =>
    queueToUser(customer, 'meeting-invite', owner, context, { actionId: action.id }),
  );
}

/** And go out of it again when they will not take place. */
export function cancellations(customer: Customer, actions: readonly Action[], context: Context): CustomerEvent[] {
  const ahead = actions.filter((action) => !isDue(action.dueAt, context.now));
  return appointments(ahead, (action, owner) =>
    queueToUser(customer, 'meeting-invite', owner, context, {
      actionId: action.id,
      calledOff: { ...action, moved: action.moved + 1 },
      variant: 'cancelled',
    }),
  );
}

function appointments(
  actions: readonly Action[],
  write: (action: Action, owner: UserId) => CustomerEvent,
): CustomerEvent[] {
  return actions
    .filter((action) => action.channel === 'meeting' || action.channel === 'visit')
    .flatMap((action) => (action.owner.kind === 'user' ? [write(action, action.owner.id)] : []));
}

type About = {
  readonly type: 'report-mail';
  readonly mailId: MailId;
  /** Whom of the customer it was for; none when it was for one of us. */
  readonly personId?: PersonId;
};
/**
 * Why a mail never left: `refused` by who should have sent it, with the reason's own code; `uncertain`, so that it is not
 * repeated; `overtaken`, because what it was to say, or who it was for, was gone when its turn came.
 */
export type NotSent =
  | { readonly cause: 'refused'; readonly code: string }
  | { readonly cause: 'uncertain' }
  | { readonly cause: 'overtaken' };
export type ReportMail =
  | (About & {
      readonly what: 'sent' | 'delivered' | 'bounced' | 'complained' | 'opened' | 'clicked' | 'rejected';
    })
  | (About & { readonly what: 'not-sent'; readonly why: NotSent });

/** What became of a message; a bounce or a complaint closes the address and wakes the process. */
export function reportMail(customer: Customer, report: ReportMail, context: Context): Decision {
  const { mailId: id, what, personId } = report;
  if (what === 'sent') return [happened(context, { type: 'MailSent', mailId: id })];
  if (what === 'not-sent')
    return [happened(context, { type: 'MailNotSent', mailId: id, why: whyNotSent(customer, report, report.why) })];
  const reported = happened(context, { type: 'MailReported', mailId: id, what });
  if (!personId || (what !== 'bounced' && what !== 'complained')) return [reported];
  const person = customer.people.find((one) => one.id === personId);
  if (!person) return unknownPerson(customer, personId);
  const kind = what === 'bounced' ? 'bounce' : 'complaint';
  if (person.suppressed === kind || person.suppressed === 'complaint') return [reported];
  const detail = kind === 'bounce' && isSurvey(customer, id) ? { detail: 'survey' } : {};
  return [
    reported,
    happened(context, { type: 'AddressSuppressed', personId, reason: kind }),
    ...hear(customer, { kind, at: context.now, personId, ...detail }, context),
  ];
}

function whyNotSent(customer: Customer, { mailId: id, personId }: About, why: NotSent): Reason {
  switch (why.cause) {
    case 'refused':
      return reason('mail.rejected', { code: why.code });
    case 'uncertain':
      return reason('mail.uncertain');
    case 'overtaken': {
      const person = customer.people.find((one) => one.id === personId);
      if (person && !person.email) return reason('held.no-address');
      const { suppressed } = person ?? {};
      const closed = suppressed && (suppressed !== 'unsubscribed' || !isSurvey(customer, id));
      return reason(closed ? `held.${suppressed}` : 'mail.overtaken');
    }
    default:
      return why satisfies never;
  }
}

function isSurvey(customer: Customer, id: MailId): boolean {
  return customer.survey !== undefined && id.startsWith(`${mailId(customer, [customer.survey.actionId])}.`);
}

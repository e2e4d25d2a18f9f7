import * as z from 'zod';
import { Missing, ReviewReason } from '#domain/policy.ts';
import { Channel } from '#domain/relationship.ts';
import { Instant } from '#domain/time.ts';

/** One line of text: no line break and no other control character, so that it may stand in a subject. */
export const Line = z
  .string()
  .min(1)
  .regex(/^[^\p{Cc}\u2028\u2029]*$/u, 'must be one line without control characters');

/** Text of any length; line breaks are allowed and carry no meaning. */
const Prose = z.string().min(1);

export const WebLink = z.url({ protocol: /^https?$/ });
const TimeZone = z.string().refine(isTimeZone, 'must be a time zone of the IANA database, such as Europe/Rome');

/** What every mail to a customer's contact carries. `senderDetails`: company, address and tax number for the last line. */
const toCustomer = { recipientName: Line, senderName: Line, senderDetails: Line.optional(), preferencesLink: WebLink };

/** To the owner of a customer: what is missing on the card. Times are shown in `timeZone`, here and below. */
export const DataRequestMessage = z.object({
  template: z.literal('data-request'),
  recipientName: Line,
  customerName: Line,
  missing: z.array(Missing).min(1),
  link: WebLink,
  dueAt: Instant,
  timeZone: TimeZone,
  reminder: z.boolean(),
});

/** To a manager: a decision with its evidence. Labels and values are already in the manager's language. */
export const ReviewMessage = z.object({
  template: z.literal('review'),
  recipientName: Line,
  customerName: Line,
  reasons: z.array(ReviewReason).min(1),
  evidence: z.array(z.object({ label: Line, value: Prose })),
  decisions: z
    .array(z.object({ id: Line, label: Line, isDefault: z.boolean() }))
    .min(2)
    .max(4),
  defaultLabel: Line,
  link: WebLink,
  dueAt: Instant,
  timeZone: TimeZone,
  stage: z.enum(['first', 'reminder', 'escalation']),
  escalatedFrom: Line.optional(),
});

/** To the manager when nobody decided in time and the safe default was taken. */
export const ReviewClosedMessage = z.object({
  template: z.literal('review-closed'),
  recipientName: Line,
  customerName: Line,
  decisionLabel: Line,
  why: Prose,
  link: WebLink,
});

/** To an account manager: the actions of one day (`date`, YYYY-MM-DD in `timeZone`), in the order in which to do them. */
export const DigestMessage = z.object({
  template: z.literal('digest'),
  recipientName: Line,
  date: z.iso.date(),
  timeZone: TimeZone,
  actions: z
    .array(
      z.object({
        id: Line,
        /** The hour agreed, where there is one. */
        startsAt: Instant.optional(),
        endsAt: Instant.optional(),
        customerName: Line,
        channel: Channel,
        purpose: Line,
        why: Prose,
        overdue: z.boolean(),
        link: WebLink,
      }),
    )
    .min(1),
  /** Present: the actions that have an hour are attached as a calendar, stamped with this instant. */
  agenda: z.object({ issuedAt: Instant }).optional(),
});

/** To the account manager who holds the meeting. `actionId` is the calendar UID; `sequence` grows with every change. */
export const MeetingInviteMessage = z.object({
  template: z.literal('meeting-invite'),
  actionId: Line,
  recipientName: Line,
  recipientAddress: z.email(),
  organizer: z.object({ name: Line, address: z.email() }),
  customerName: Line,
  startsAt: Instant,
  endsAt: Instant,
  timeZone: TimeZone,
  purpose: Line,
  why: Prose,
  link: WebLink,
  sequence: z.int().nonnegative(),
  cancelled: z.boolean(),
  /** When this version of the invitation was made. */
  issuedAt: Instant,
});

/** Marketing, to a customer's contact. */
export const PropositionMessage = z.object({
  template: z.literal('proposition'),
  ...toCustomer,
  companyName: Line.optional(),
  subjectLine: Line,
  opening: Prose,
  needs: z.array(Prose),
  benefits: z.array(Prose),
  personalBenefit: Prose.optional(),
  callToAction: z.object({ label: Line, link: WebLink }),
});

/** Relationship mail to a contact: one question; `link` opens the page where it is answered from 0 to 10. */
export const SurveyMessage = z.object({
  template: z.literal('survey'),
  ...toCustomer,
  question: Line,
  link: WebLink,
});

/** Transactional answer to a form. */
export const WelcomeMessage = z.object({ template: z.literal('welcome'), ...toCustomer, sourceName: Line });

export const MailMessage = z.discriminatedUnion('template', [
  DataRequestMessage,
  ReviewMessage,
  ReviewClosedMessage,
  DigestMessage,
  MeetingInviteMessage,
  PropositionMessage,
  SurveyMessage,
  WelcomeMessage,
]);
export type MailMessage = z.infer<typeof MailMessage>;
export type MailTemplate = MailMessage['template'];
export type MessageOf<T extends MailTemplate> = Extract<MailMessage, { template: T }>;

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

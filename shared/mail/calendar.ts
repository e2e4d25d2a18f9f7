import type { ICalCalendarMethod } from 'ical-generator';
import type { MailMessage, MessageOf } from '#contracts/mail-messages.ts';
import type { Dictionary } from '#shared/locale/locale.ts';

/** iCalendar text (RFC 5545). REQUEST and CANCEL speak to the reader's calendar (RFC 5546), PUBLISH is a file to open. */
export type MailCalendar = { method: `${ICalCalendarMethod}`; filename: string; content: string };

type Appointment = { id: string; startsAt: string; endsAt?: string | undefined; summary: string; description: string };

/** The calendar that belongs to a message, if it has one. Times are written in UTC: calendars show them in the reader's zone. */
export const calendarOf = async (message: MailMessage, texts: Dictionary): Promise<MailCalendar | undefined> => {
  switch (message.template) {
    case 'meeting-invite':
      return invitation(message, texts.mail.meeting.title(message.customerName));
    case 'digest':
      return agenda(message);
    default:
      return undefined;
  }
};

const invitation = async (message: MessageOf<'meeting-invite'>, summary: string): Promise<MailCalendar> => {
  const { ical, method, status, attendee } = await calendarLibrary();
  const calendar = ical({ prodId, method: message.cancelled ? method.CANCEL : method.REQUEST });
  const event = calendar.createEvent({
    ...entry({ ...message, id: message.actionId, summary, description: message.why }, message.issuedAt),
    sequence: message.sequence,
    status: message.cancelled ? status.CANCELLED : status.CONFIRMED,
    organizer: { name: message.organizer.name, email: message.organizer.address },
    url: message.link,
  });
  event.createAttendee({ ...attendee, name: message.recipientName, email: message.recipientAddress });
  return {
    method: message.cancelled ? 'CANCEL' : 'REQUEST',
    filename: 'invite.ics',
    content: closed(calendar.toString()),
  };
};

const agenda = async (message: MessageOf<'digest'>): Promise<MailCalendar | undefined> => {
  const { agenda: stamp } = message;
  const timed = message.actions.flatMap(({ startsAt, ...action }) => (startsAt ? [{ ...action, startsAt }] : []));
  if (!stamp || timed.length === 0) return undefined;
  const { ical, method } = await calendarLibrary();
  const calendar = ical({ prodId, method: method.PUBLISH });
  for (const action of timed) {
    const summary = `${action.customerName}: ${action.purpose}`;
    calendar.createEvent({
      ...entry({ ...action, summary, description: action.why }, stamp.issuedAt),
      url: action.link,
    });
  }
  return { method: 'PUBLISH', filename: `agenda-${message.date}.ics`, content: closed(calendar.toString()) };
};

// The library leaves out the last line break, which RFC 5545 wants after every line.
const closed = (calendar: string): string => `${calendar}\r\n`;

const prodId = { company: 'Percorso', product: 'CRM', language: 'EN' };

const entry = ({ id, startsAt, endsAt, summary, description }: Appointment, issuedAt: string) => ({
  id,
  stamp: new Date(issuedAt),
  start: new Date(startsAt),
  ...(endsAt ? { end: new Date(endsAt) } : {}),
  summary,
  description,
});

const calendarLibrary = async () => {
  const library = await import('ical-generator');
  return {
    ical: library.default,
    method: library.ICalCalendarMethod,
    status: library.ICalEventStatus,
    attendee: {
      rsvp: true,
      role: library.ICalAttendeeRole.REQ,
      status: library.ICalAttendeeStatus.NEEDSACTION,
      type: library.ICalAttendeeType.INDIVIDUAL,
    },
  };
};

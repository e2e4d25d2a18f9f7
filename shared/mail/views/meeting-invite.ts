import type { MessageOf } from '#contracts/mail-messages.ts';
import { toColleague, type ViewOf } from '#shared/mail/views/view.ts';

export const meetingInvite: ViewOf<'meeting-invite'> = (message, texts, format) => {
  const t = texts.mail.meeting;
  const { moment, span } = format(message.timeZone);
  const [subject, intro] = {
    requested: [t.subject, t.intro] as const,
    updated: [t.subjectUpdated, t.introUpdated] as const,
    cancelled: [t.subjectCancelled, t.introCancelled] as const,
  }[state(message)];
  const when = span(message.startsAt, message.endsAt);
  return {
    ...toColleague(message.recipientName, texts),
    subject: subject(message.customerName, moment(message.startsAt)),
    preheader: `${when}. ${message.purpose}`,
    title: message.cancelled ? t.titleCancelled(message.customerName) : t.title(message.customerName),
    intro,
    facts: [
      { label: t.when, value: when },
      { label: t.customer, value: message.customerName },
      { label: t.purpose, value: message.purpose },
      { label: texts.mail.why, value: message.why },
    ],
    cta: texts.mail.openCard,
    link: message.link,
  };
};

const state = (message: MessageOf<'meeting-invite'>): 'requested' | 'updated' | 'cancelled' => {
  if (message.cancelled) return 'cancelled';
  return message.sequence > 0 ? 'updated' : 'requested';
};

import { toColleague, type ViewOf } from '#shared/mail/views/view.ts';

export const digest: ViewOf<'digest'> = (message, texts, format) => {
  const t = texts.mail.digest;
  const { day, time, list } = format(message.timeZone);
  const count = message.actions.length;
  return {
    ...toColleague(message.recipientName, texts),
    subject: t.subject(count, day(message.date)),
    preheader: t.preheader(list(message.actions.slice(0, 3).map((action) => action.customerName))),
    title: t.title(count),
    day: day(message.date),
    intro: t.intro,
    overdueLabel: t.overdue,
    actions: message.actions.map(({ startsAt, channel, customerName, purpose, why, overdue, link }) => ({
      when: [startsAt && time(startsAt), texts.words.channel[channel]].filter(Boolean).join(' · '),
      customerName,
      purpose,
      why: `${texts.mail.why}: ${why}`,
      overdue,
      link,
    })),
  };
};

import { toColleague, type ViewOf } from '#shared/mail/views/view.ts';

export const dataRequest: ViewOf<'data-request'> = (message, texts, format) => {
  const t = texts.mail.dataRequest;
  const intro = message.reminder ? t.introReminder(message.customerName) : t.intro(message.customerName);
  return {
    ...toColleague(message.recipientName, texts),
    subject: message.reminder ? t.subjectReminder(message.customerName) : t.subject(message.customerName),
    preheader: message.missing.map((datum) => texts.words.missing[datum]).join(' · '),
    title: t.title(message.customerName),
    intro,
    missingTitle: t.missingTitle,
    missing: message.missing.map((datum) => texts.words.missing[datum]),
    cta: t.cta,
    link: message.link,
    due: t.due(format(message.timeZone).moment(message.dueAt)),
  };
};

import { toColleague, type ViewOf } from '#shared/mail/views/view.ts';

export const review: ViewOf<'review'> = (message, texts, format) => {
  const t = texts.mail.review;
  const reasons = message.reasons.map((reason) => texts.words.reason[reason]);
  const escalatedFrom = message.stage === 'escalation' ? message.escalatedFrom : undefined;
  return {
    ...toColleague(message.recipientName, texts),
    subject: t.subject[message.stage](message.customerName),
    preheader: reasons.join(' '),
    title: t.title(message.customerName),
    intro: escalatedFrom ? t.introEscalatedFrom(escalatedFrom) : t.intro[message.stage],
    reasons,
    evidenceTitle: t.evidence,
    evidence: message.evidence,
    decisionsTitle: t.decisions,
    decisions: message.decisions,
    defaultTag: t.defaultTag,
    cta: t.cta,
    link: message.link,
    due: t.due(format(message.timeZone).moment(message.dueAt), message.defaultLabel),
    personal: t.personal,
  };
};

export const reviewClosed: ViewOf<'review-closed'> = (message, texts) => {
  const t = texts.mail.reviewClosed;
  return {
    ...toColleague(message.recipientName, texts),
    subject: t.subject(message.customerName),
    preheader: `${t.decision}: ${message.decisionLabel}`,
    title: t.title(message.customerName),
    intro: t.intro,
    decisionTitle: t.decision,
    decisionLabel: message.decisionLabel,
    whyTitle: texts.mail.why,
    why: message.why,
    cta: texts.mail.openCard,
    link: message.link,
  };
};

import { toContact, type ViewOf } from '#shared/mail/views/view.ts';

export const proposition: ViewOf<'proposition'> = (message, texts) => {
  const t = texts.mail.proposition;
  return {
    ...toContact(message, texts, t.note),
    subject: message.subjectLine,
    preheader: message.opening,
    title: message.subjectLine,
    opening: message.opening,
    needsTitle: t.needs,
    needs: message.needs,
    benefitsTitle: t.benefits(message.companyName),
    benefits: message.benefits,
    personalTitle: t.personal,
    personalBenefit: message.personalBenefit ?? '',
    callToAction: message.callToAction,
  };
};

export const survey: ViewOf<'survey'> = (message, texts) => {
  const t = texts.mail.survey;
  return {
    ...toContact(message, texts, t.note),
    subject: t.subject(message.senderName),
    preheader: message.question,
    question: message.question,
    intro: t.intro,
    scaleLabel: t.scale,
    scores: Array.from({ length: 11 }, (_, value) => ({
      value,
      label: t.score(value),
      link: withScore(message.link, value),
    })),
    effort: t.effort,
    cta: t.cta,
    link: message.link,
  };
};

export const welcome: ViewOf<'welcome'> = (message, texts) => {
  const t = texts.mail.welcome;
  return {
    ...toContact(message, texts, t.note),
    subject: t.subject(message.senderName),
    preheader: t.intro(message.sourceName),
    title: t.title,
    intro: t.intro(message.sourceName),
    next: t.next,
  };
};

/** The page opens with this score already chosen; only the person's own click on its button records it. */
const withScore = (link: string, score: number): string => {
  const url = new URL(link);
  url.searchParams.set('score', String(score));
  return url.href;
};

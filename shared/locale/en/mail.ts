import type { mail as italian } from '#shared/locale/it/mail.ts';

export const mail: typeof italian = {
  greeting: (name) => `Dear ${name},`,
  greetingWithoutName: 'Good morning,',
  signOff: 'Kind regards,',
  workNote: 'A work message from Percorso, for those who look after customers or decide about them.',
  openCard: 'Open the card',
  why: 'Why',
  preferences: 'Manage your preferences or unsubscribe',

  dataRequest: {
    subject: (customer) => `Some details are missing: ${customer}`,
    subjectReminder: (customer) => `Reminder, details are missing: ${customer}`,
    title: (customer) => `Let us complete the card of ${customer}`,
    intro: (customer) =>
      `To go on well with ${customer}, some information is still missing. It takes a couple of minutes.`,
    introReminder: (customer) =>
      `This is a reminder that some information on ${customer} is still missing. It takes a couple of minutes.`,
    missingTitle: 'What is missing',
    cta: 'Complete the details',
    due: (date) => `Please answer by ${date}. After that date we go on with the information that we have.`,
  },

  review: {
    subject: {
      first: (customer) => `A decision for you: ${customer}`,
      reminder: (customer) => `Reminder, your decision is awaited: ${customer}`,
      escalation: (customer) => `Decision pending: ${customer}`,
    },
    title: (customer) => `${customer}: how shall we proceed?`,
    intro: {
      first: 'The next step for this customer is yours to decide. Here is why:',
      reminder: 'Your decision for this customer is still awaited. Here is why:',
      escalation: 'The decision for this customer has remained unanswered and now passes to you. Here is why:',
    },
    introEscalatedFrom: (name) =>
      `The decision for this customer was asked of ${name}, without an answer in time. It now passes to you. Here is why:`,
    evidence: 'The facts',
    decisions: 'The options',
    defaultTag: 'if there is no answer',
    cta: 'See and decide',
    due: (date, decision) => `Without your decision by ${date}, this will apply: “${decision}”.`,
    personal: 'The link is personal: please do not forward this message.',
  },

  reviewClosed: {
    subject: (customer) => `Decision taken automatically: ${customer}`,
    title: (customer) => `${customer}: how we proceed`,
    intro: 'As no answer arrived in time, we have applied the option named in the request.',
    decision: 'Option applied',
  },

  digest: {
    subject: (count, day) => (count === 1 ? `Your action for ${day}` : `Your ${count} actions for ${day}`),
    title: (count) => (count === 1 ? 'One action for today' : `${count} actions for today`),
    intro: 'here is the plan of your day, with the reason for each step.',
    preheader: (customers) => `To begin with: ${customers}`,
    overdue: 'Overdue',
  },

  meeting: {
    subject: (customer, when) => `Meeting with ${customer}, ${when}`,
    subjectUpdated: (customer, when) => `Updated: meeting with ${customer}, ${when}`,
    subjectCancelled: (customer, when) => `Cancelled: meeting with ${customer}, ${when}`,
    title: (customer) => `Meeting with ${customer}`,
    titleCancelled: (customer) => `Meeting with ${customer} cancelled`,
    intro: 'The meeting is scheduled: the attached invitation adds it to your calendar.',
    introUpdated: 'The meeting has changed: the attached invitation updates your calendar.',
    introCancelled: 'The meeting is cancelled: the attachment removes it from your calendar.',
    when: 'When',
    customer: 'Customer',
    purpose: 'Purpose',
  },

  proposition: {
    needs: 'The needs that we have understood',
    benefits: (company) => (company ? `What would change for ${company}` : 'What would change'),
    personal: 'And for you',
    note: (sender) => `You receive this message because you agreed to be contacted by ${sender}.`,
  },

  survey: {
    subject: (sender) => `A question from ${sender}`,
    intro: 'Your opinion helps us to work better with you. Choosing a number is enough.',
    scale: 'From 0, not at all, to 10, very much',
    score: (value) => `Score ${value} of 10`,
    effort: 'On the page that opens you can confirm the score and, if you wish, add a comment.',
    cta: 'Answer here',
    note: (sender) => `You receive this message as part of your relationship with ${sender}.`,
  },

  welcome: {
    subject: (sender) => `${sender}: we have received your request`,
    title: 'Thank you for writing to us',
    intro: (source) => `We have received the request that you sent from “${source}”.`,
    next: 'We will look after it and get back to you. If you would like to add something, please reply to this message.',
    note: (sender) => `You receive this message in answer to the request that you sent to ${sender}.`,
  },
};

import type { pages as italian } from '#shared/locale/it/pages.ts';

export const pages: typeof italian = {
  comment: 'Comment (optional)',
  personal: 'This page is personal: please do not share its address.',
  close: 'You may close this page.',

  review: {
    heading: 'Your decision',
    hint: 'One tap is enough: the choice is recorded at once and cannot be repeated.',
    decided: 'Decision recorded',
    decidedBy: (name, moment) => `Taken by ${name}, ${moment}.`,
    decidedByDefault: (moment) => `Applied because nobody answered, ${moment}.`,
    expired: 'The time to decide is over',
    expiredDetail: 'The request is no longer open. If the decision is still yours, you will receive a new message.',
    superseded: 'The decision has passed to somebody else',
    supersededDetail: 'The request was handed to another person or replaced by a newer one.',
  },

  dataRequest: {
    intro: 'Fill in what you know: even one answer helps.',
    due: (moment) => `You can answer until ${moment}.`,
    send: 'Save the details',
    saved: 'Thank you, the details are saved',
    savedDetail: (customer) => `The card of ${customer} is up to date and its path goes on.`,
    problem: 'Some fields need a correction.',
    field: {
      email: 'E-mail address',
      phone: 'Telephone number',
      contactName: 'First and last name',
      contactRole: 'Role in the company',
      sector: 'Line of business',
      employees: 'Number of employees',
      decisionMakerName: 'First and last name',
      decisionMakerRole: 'Part in the decision',
      consentMarketing: 'Agrees to commercial messages',
      consentText: 'How and when the consent was given',
    },
    chooseRole: 'Choose',
    consentHint: 'Tick only what the person has really agreed to, and quote the text that was shown.',
  },

  survey: {
    lowest: 'Not at all',
    highest: 'Very much',
    choose: 'Choose a score from 0 to 10.',
    send: 'Send the answer',
    thanks: 'Thank you for your answer',
    thanksDetail: (score) => `We have recorded the score ${score} of 10.`,
  },

  preferences: {
    title: 'Your preferences',
    intro: (sender, address) => `Choose what you would like to receive from ${sender} at ${address}.`,
    marketing: 'Commercial messages',
    marketingDetail: 'Proposals, news and invitations.',
    profiling: 'Tailored proposals',
    profilingDetail: 'Your data help to choose what to propose to you.',
    save: 'Save the preferences',
    leave: 'Unsubscribe from everything',
    leaveDetail: 'You will receive no more commercial messages. Those that our present relationship needs remain.',
    saved: 'Preferences saved',
    left: 'You will receive no further commercial messages from us.',
    on: 'on',
    off: 'off',
    change: 'Change the preferences',
  },

  problem: {
    'not-found': {
      title: 'This page does not exist',
      detail: 'Please check that the address is complete, or open the link in the message again.',
    },
    expired: {
      title: 'The link has expired',
      detail: 'If it is still needed, you will receive a new message. You can also reply to the one you received.',
    },
    invalid: {
      title: 'We could not read the answer',
      detail: 'Please go back to the previous page and try again.',
    },
    failure: {
      title: 'Something went wrong',
      detail: 'Your answer may not have been recorded. Please try again in a few minutes.',
    },
  },
};

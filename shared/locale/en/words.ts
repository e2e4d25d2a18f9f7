import type { words as italian } from '#shared/locale/it/words.ts';

export const words: typeof italian = {
  channel: {
    call: 'Call',
    meeting: 'Meeting',
    email: 'E-mail',
    letter: 'Letter',
    visit: 'Visit',
    task: 'Task',
    survey: 'Survey',
  },
  missing: {
    email: 'E-mail address',
    phone: 'Telephone number',
    'contact-person': 'Contact person',
    sector: 'Line of business',
    size: 'Size of the company',
    'decision-makers': 'Who takes part in the buying decision',
    consent: 'Consents to being contacted',
  },
  reason: {
    dismissal: 'The relationship would be courteously brought to an end.',
    'class-change': 'The class of the customer would change.',
    'plan-over-limit': 'The communication plan exceeds its spending limit.',
    'first-plan-of-important-customer': 'It is the first plan for an important customer.',
  },
  decision: {
    dismiss: 'Courteously end the relationship',
    'self-service': 'Move to self-service',
    'keep-serving': 'Keep serving the customer',
    approve: 'Approve the plan',
    'trim-plan': 'Trim the plan to its limit',
    'keep-class': 'Keep the present class',
    'people-only': 'Personal contacts only',
  },
  class: { platinum: 'Platinum', gold: 'Gold', iron: 'Iron', lead: 'Lead' },
  level: { prospect: 'Prospect', buyer: 'Buyer', account: 'Account', partner: 'Partner' },
  role: {
    decider: 'Decides',
    influencer: 'Influences the decision',
    'process-owner': 'Owns the process',
    purchasing: 'Purchasing',
    user: 'Uses the product',
    assistant: 'Assistant',
  },
};

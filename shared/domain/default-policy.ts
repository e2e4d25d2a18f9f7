import type { Policy, StrategyRule, VersionedPolicy } from './policy.ts';
import type { Channel, CustomerClass, Level } from './relationship.ts';

type Row = Record<Level, StrategyRule>;

const cell = (model: StrategyRule['model'], target: Level, budgetMinor: number, contacts: Channel[]): StrategyRule => ({
  model,
  target,
  budgetMinor,
  contacts,
});

const platinum: Row = {
  prospect: cell('acquire', 'buyer', 60_000, ['email', 'call', 'meeting', 'email']),
  buyer: cell('develop', 'account', 80_000, ['call', 'meeting', 'email', 'visit']),
  account: cell('partner', 'partner', 110_000, ['meeting', 'email', 'call', 'visit', 'meeting']),
  partner: cell('protect', 'partner', 120_000, ['meeting', 'call', 'email', 'visit', 'meeting']),
};

const gold: Row = {
  prospect: cell('acquire', 'buyer', 30_000, ['email', 'call', 'meeting']),
  buyer: cell('build-loyalty', 'account', 40_000, ['call', 'email', 'meeting', 'email']),
  account: cell('build-loyalty', 'partner', 50_000, ['call', 'email', 'meeting', 'call']),
  partner: cell('protect', 'partner', 60_000, ['meeting', 'email', 'call', 'meeting']),
};

const iron: Row = {
  prospect: cell('test-potential', 'buyer', 5_000, ['email', 'call', 'email']),
  buyer: cell('serve-efficiently', 'buyer', 5_000, ['email', 'call', 'email']),
  account: cell('serve-efficiently', 'account', 8_000, ['email', 'call', 'email']),
  partner: cell('serve-efficiently', 'partner', 10_000, ['call', 'email', 'email']),
};

const lead: Row = {
  prospect: cell('dismiss', 'prospect', 0, []),
  buyer: cell('dismiss', 'buyer', 0, []),
  account: cell('serve-efficiently', 'account', 1_600, ['call']),
  partner: cell('serve-efficiently', 'partner', 1_600, ['call']),
};

const strategies: Record<CustomerClass, Row> = { platinum, gold, iron, lead };

/** Version 0: what holds until somebody writes a policy of their own. A quarter's cadence, amounts for a small firm in euro. */
export const defaultPolicy: VersionedPolicy = {
  version: 0,
  ...({
    currency: 'EUR',
    marginRate: 0.3,
    cycle: {
      length: 'P84D',
      cadence: 'P90D',
      surveyBefore: 'P8D',
      scoreCycles: 2,
      retryAfter: 'P1D',
      retryAtMost: 'P32D',
      tellAfterStalls: 3,
    },
    data: { required: ['contact-person', 'email'], wait: 'P3D', reminderWait: 'P4D' },
    worth: {
      window: 'P12M',
      platinumFrom: 4_000_000,
      goldFrom: 2_000_000,
      loyalPurchases: 40,
      loyalWithin: 'P90D',
      openWeight: 0.2,
      prospectPotential: { company: 2_500_000, person: 500_000 },
      leadBelow: 250_000,
      leadAfterCycles: 3,
    },
    ladder: {
      buyerPurchases: 1,
      accountPurchases: 12,
      accountProducts: 4,
      partnerPurchases: 60,
      partnerProducts: 6,
      partnerTenure: 'P6M',
    },
    strategies,
    contactCosts: { email: 10, survey: 10, call: 1_500, letter: 400, task: 1_000, meeting: 12_000, visit: 25_000 },
    review: {
      planLimit: { platinum: 53_000, gold: 28_000, iron: 6_000, lead: 2_000 },
      importantClasses: ['platinum', 'gold'],
      wait: 'P2D',
      reminderWait: 'P2D',
      escalationWait: 'P3D',
      linkValidity: 'P30D',
      defaults: {
        dismissal: 'self-service',
        'plan-over-limit': 'trim-plan',
        'class-change': 'approve',
        'first-plan-of-important-customer': 'approve',
      },
    },
    contact: {
      calendar: {
        quietFrom: '19:00',
        quietTo: '08:00',
        holidays: {
          '*': ['01-01', '12-25'],
          IT: ['01-06', 'easter+1', '04-25', '05-01', '06-02', '08-15', '10-04', '11-01', '12-08', '12-26'],
          US: ['01-mon3', '02-mon3', '05-monL', '06-19', '07-04', '09-mon1', '10-mon2', '11-11', '11-thu4'],
          GB: ['easter-2', 'easter+1', '05-mon1', '05-monL', '08-monL', '12-26'],
          DE: ['easter-2', 'easter+1', '05-01', 'easter+39', 'easter+50', '10-03', '12-26'],
          FR: ['easter+1', '05-01', '05-08', 'easter+39', 'easter+50', '07-14', '08-15', '11-01', '11-11'],
        },
      },
      cap: { count: 4, per: 'P30D' },
      withheldClasses: ['lead'],
      answerWithin: 'P1D',
    },
    digest: { hour: 8 },
  } satisfies Policy),
};

/** What a policy that was written before it could be said does not say is as in version 0. */
export function completed(policy: Policy): Policy {
  return { ...policy, cycle: { ...defaultPolicy.cycle, ...policy.cycle } };
}

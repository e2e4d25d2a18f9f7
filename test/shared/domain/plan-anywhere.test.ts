import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isReachable } from '#domain/calendar.ts';
import type { Customer, Strategy } from '#domain/customer.ts';
import { Channel } from '#domain/relationship.ts';
import { planCommunication } from '#domain/stages/planning.ts';
import { addDuration, wallClock } from '#domain/time.ts';
import { newcomer, owner, until } from './customers.ts';
import { policy } from './given.ts';

const ready = until('planning', newcomer());
const strategy = ready.strategy as Strategy;

const place = fc.constantFrom(
  ...['Europe/Rome IT', 'Europe/London GB', 'America/New_York US', 'America/Santiago CL', 'Pacific/Kiritimati KI'].map(
    both,
  ),
  ...['Australia/Lord_Howe AU', 'Asia/Kolkata IN', 'Africa/Casablanca MA', 'Pacific/Chatham NZ', 'Europe/Paris FR'].map(
    both,
  ),
);
const moment = fc
  .date({ min: new Date('2026-01-01'), max: new Date('2031-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());
const time = fc
  .record({ hour: fc.nat(23), half: fc.boolean() })
  .map(({ hour, half }) => `${String(hour).padStart(2, '0')}:${half ? '30' : '00'}`);
const rule = fc.record({
  contacts: fc.array(fc.constantFrom(...Channel.options), { maxLength: 12 }),
  budgetMinor: fc.nat(120_000),
});

function both(text: string) {
  const [timeZone = '', country = ''] = text.split(' ');
  return { timeZone, country };
}

describe('a plan, anywhere and at any time, across every change of the clock', () => {
  test('lies on working days and outside quiet hours, is in the future and within its limit', () => {
    fc.assert(
      fc.property(place, moment, time, time, rule, fc.nat(90), (where, now, quietFrom, quietTo, wanted, started) => {
        const calendar = { ...policy.contact.calendar, quietFrom, quietTo };
        const rules = { ...policy, contact: { ...policy.contact, calendar } };
        const customer: Customer = {
          ...ready,
          ...where,
          strategy: { ...strategy, rule: { ...strategy.rule, ...wanted } },
          cycle: { ...(ready.cycle as NonNullable<Customer['cycle']>), endsAt: addDuration(now, `P${started}D`) },
        };
        const plan = planCommunication(customer, owner, rules, now);
        expect(plan.costMinor).toBe(plan.actions.reduce((sum, { costMinor }) => sum + costMinor, 0));
        expect(plan.costMinor).toBeLessThanOrEqual(wanted.budgetMinor);
        for (const { dueAt } of plan.actions) {
          expect([wallClock(dueAt, where.timeZone), isReachable(dueAt, customer, calendar)]).toEqual([
            wallClock(dueAt, where.timeZone),
            true,
          ]);
          expect(dueAt > now).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });
});

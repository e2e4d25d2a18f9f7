import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isReachable } from '#domain/calendar.ts';
import { Customer } from '#domain/customer.ts';
import { decide } from '#domain/decide.ts';
import { CustomerEvent, process } from '#domain/events.ts';
import { commit, replay } from '#domain/evolve.ts';
import { nextAction, systemDueAt } from '#domain/next-action.ts';
import { isRefusal } from '#domain/refusal.ts';
import { CustomerClass } from '#domain/relationship.ts';
import { addDuration } from '#domain/time.ts';
import { forward } from './forward.ts';
import { id } from './given.ts';
import { anyLife, eventsOf, type Step } from './lives.ts';

const always = (holds: (steps: Step[]) => void, numRuns = 150) => fc.assert(fc.property(anyLife, holds), { numRuns });

describe('whatever happens to a customer, right or wrong, at any time', () => {
  test('an active one has a next action, and the process a step of its own', () => {
    always((steps) => {
      for (const { after } of steps.filter((step) => step.after.status === 'active')) {
        expect(nextAction(after)).toBeDefined();
      }
    }, 300);
  });

  test('its log tells the state that was reached', () => {
    always((steps) => {
      const commits = steps.map(({ events }) => events);
      expect(replay(commits, id)).toEqual(steps.at(-1)?.after);
      expect(steps.at(-1)?.after.version).toBe(steps.length);
    });
  });

  test('every state and every event is one that its schema knows', () => {
    always((steps) => {
      for (const { after, events } of steps) {
        expect(Customer.parse(after)).toEqual(after);
        for (const event of events) expect(CustomerEvent.parse(event)).toEqual(event);
      }
    }, 60);
  });

  test('there is no kind of event that such lives do not know', () => {
    const lives = fc.sample(anyLife, { numRuns: 300, seed: 1 });
    const seen = new Set(lives.flatMap((steps) => eventsOf(steps).map(({ type }) => type)));
    const kinds = CustomerEvent.options.map((option) => option.shape.type.value);
    expect(kinds.filter((type) => !seen.has(type))).toEqual([]);
  });

  test('no mail is queued twice', () => {
    always((steps) => {
      const ids = eventsOf(steps).flatMap((event) => (event.type === 'MailQueued' ? [event.message.mailId] : []));
      expect(new Set(ids).size).toBe(ids.length);
    });
  });

  test('no action is planned under an id that another one had', () => {
    always((steps) => {
      const ids = eventsOf(steps).flatMap((event) => {
        if (event.type === 'PlanMade') return event.actions.map((action) => action.id);
        return event.type === 'ActionPlanned' || event.type === 'ActionReplaced' ? [event.action.id] : [];
      });
      expect(new Set(ids).size).toBe(ids.length);
    });
  });

  test('marketing mail goes only to who consented, can be reached, and is below the cap', () => {
    always((steps) => {
      for (const [index, { before, events, now, policy: rules }] of steps.entries()) {
        for (const { person, message } of marketing(before, events)) {
          expect(person).toMatchObject({ id: message.to.id, email: expect.any(String) });
          expect(person?.consents.marketing?.granted).toBe(true);
          expect(person?.suppressed).toBeUndefined();
          expect(before && isReachable(now, before, rules.contact.calendar)).toBe(true);
          expect(rules.contact.withheldClasses).not.toContain(before?.valuation?.class);
          // What is sent later at the same instant, perhaps under another policy, is not before this.
          const sofar = steps.slice(0, index + 1);
          expect(sentBefore(sofar, message.to.id, now, rules.contact.cap.per)).toBeLessThan(
            rules.contact.cap.count + 1,
          );
        }
      }
    }, 300);
  });

  test('no plan costs more than its limit, says what it costs, and lies in hours and days that count', () => {
    always((steps) => {
      for (const { before, events, policy: rules, now } of steps) {
        for (const event of events) {
          if (event.type !== 'PlanMade' || !before) continue;
          expect(event.costMinor).toBe(event.actions.reduce((sum, action) => sum + action.costMinor, 0));
          expect(event.costMinor).toBeLessThanOrEqual(before.strategy?.rule.budgetMinor ?? 0);
          for (const { dueAt } of event.actions) {
            expect([dueAt, isReachable(dueAt, before, rules.contact.calendar), dueAt > now]).toEqual([
              dueAt,
              true,
              true,
            ]);
          }
        }
      }
    });
  });

  test('no strategy may cost more than the limit of its class, but for what a manager has been shown', () => {
    always((steps) => {
      for (const { before, command, events, after, policy: rules } of steps) {
        for (const event of events) {
          if (event.type !== 'StrategyChosen') continue;
          const { rule, plannedCostMinor, explanation } = event.strategy;
          const worth = CustomerClass.parse(explanation.facts.find(({ name }) => name === 'class')?.value);
          const shown = command.type === 'decide-review' ? (before?.strategy?.plannedCostMinor ?? 0) : 0;
          const asked = after.review?.reasons.includes('plan-over-limit') ? plannedCostMinor : 0;
          expect(rule.budgetMinor).toBeLessThanOrEqual(Math.max(rules.review.planLimit[worth], shown, asked));
        }
      }
    }, 300);
  });

  test('nobody is let go unless somebody decided it, or the policy says so of a dismissal', () => {
    always((steps) => {
      for (const { before, command, events } of steps) {
        if (!events.some(({ type }) => type === 'CustomerDismissed')) continue;
        const byDefault = command.type === 'take-default' || command.type === 'escalate-review';
        if (byDefault) expect(before?.review?.reasons[0]).toBe('dismissal');
        else expect(['dismiss', 'decide-review']).toContain(command.type);
      }
    });
  });

  test('every explanation names the version of the policy it was given under', () => {
    always((steps) => {
      for (const { events, policy: rules } of steps) {
        for (const event of events) {
          for (const version of versions(event)) expect([event.type, version]).toEqual([event.type, rules.version]);
        }
      }
    });
  });

  test('what the card remembers stays small', () => {
    always((steps) => {
      for (const { after } of steps) {
        expect(after.mailbox.length).toBeLessThan(60);
        expect(JSON.stringify(after).length).toBeLessThan(60_000);
      }
    });
  });

  test('an active one comes through to its next cycle, from wherever it stands', () => {
    always((steps) => {
      const last = steps.at(-1);
      if (!last || last.after.status === 'dismissed') return;
      const { customer, now } = carryOn(last);
      expect([customer.status, customer.cycle?.number, now > last.now]).toEqual([
        customer.status,
        customer.status === 'dismissed' ? customer.cycle?.number : (last.after.cycle?.number ?? 0) + 1,
        true,
      ]);
    });
  });
});

/** Only the workflow and the clock act from here on. */
function carryOn({ after, now: from, policy: rules }: Step): { customer: Customer; now: string } {
  let customer = after;
  let now = addDuration(from, 'PT1S');
  const start = after.cycle?.number;
  for (let step = 0; step < 300 && customer.status === 'active' && customer.cycle?.number === start; step++) {
    const events = decide(customer, forward(customer, now), { policy: rules, now, by: process }, id);
    if (isRefusal(events)) throw new Error(events.message);
    customer = commit(customer, events, id) ?? customer;
    const due = systemDueAt(customer);
    if (events.length === 0 && due && due > now) now = due;
  }
  return { customer, now };
}

function marketing(before: Customer | undefined, events: readonly CustomerEvent[]) {
  return events.flatMap((event) => {
    if (event.type !== 'MailQueued' || event.message.lane !== 'marketing') return [];
    return [{ message: event.message, person: before?.people.find((one) => one.id === event.message.to.id) }];
  });
}

/** Marketing messages to this person whose span still runs, the one of this moment included. */
function sentBefore(steps: readonly Step[], personId: string, now: string, per: string): number {
  return steps
    .filter((step) => addDuration(step.now, per) > now)
    .flatMap(({ before, events }) => marketing(before, events))
    .filter(({ message }) => message.to.id === personId).length;
}

function versions(value: unknown): number[] {
  if (typeof value !== 'object' || value === null) return [];
  const own = 'policyVersion' in value && typeof value.policyVersion === 'number' ? [value.policyVersion] : [];
  return [...own, ...Object.values(value).flatMap(versions)];
}

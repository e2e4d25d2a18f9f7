import { nextReachable } from './calendar.ts';
import type { Customer, Person } from './customer.ts';
import { type Explanation, facts } from './explanation.ts';
import type { VersionedPolicy } from './policy.ts';
import { addDuration, type Instant, isLater } from './time.ts';

/** `marketing` needs consent and is capped; `relationship` (a survey after a cycle, an answer) may go to whoever deals with us. */
export type Lane = 'marketing' | 'relationship';

export type Verdict =
  | { readonly kind: 'go'; readonly explanation: Explanation }
  /** May go later. */
  | { readonly kind: 'hold'; readonly rule: string; readonly until: Instant; readonly explanation: Explanation }
  /** May not go at all. */
  | { readonly kind: 'drop'; readonly rule: string; readonly explanation: Explanation };

/** The one arbiter of outgoing contact: the first rule that binds decides, and is named. */
export function contactVerdict(
  customer: Customer,
  person: Person,
  lane: Lane,
  policy: VersionedPolicy,
  now: Instant,
): Verdict {
  const explain = (outcome: string): Explanation => ({
    rule: 'contact-arbiter@1',
    policyVersion: policy.version,
    facts: facts({
      lane,
      class: customer.valuation?.class,
      consent: person.consents.marketing?.granted,
      suppressed: person.suppressed,
    }),
    outcome,
  });
  const binding = dropRule(customer, person, lane, policy);
  if (binding) return { kind: 'drop', rule: binding, explanation: explain(binding) };
  const capped = lane === 'marketing' ? cappedUntil(customer, person, policy, now) : undefined;
  if (capped) return { kind: 'hold', rule: 'frequency-cap', until: capped, explanation: explain('frequency-cap') };
  const open = nextReachable(now, customer, policy.contact.calendar);
  if (open !== now) return { kind: 'hold', rule: 'quiet-hours', until: open, explanation: explain('quiet-hours') };
  return { kind: 'go', explanation: explain('go') };
}

function dropRule(customer: Customer, person: Person, lane: Lane, policy: VersionedPolicy): string | undefined {
  if (customer.status === 'dismissed') return 'dismissed';
  if (!person.email) return 'no-address';
  if (person.suppressed === 'unsubscribed') return lane === 'marketing' ? 'unsubscribed' : undefined;
  if (person.suppressed) return person.suppressed;
  if (lane === 'relationship') return undefined;
  if (!person.consents.marketing?.granted) return 'no-consent';
  const worth = customer.valuation?.class;
  return worth && policy.contact.withheldClasses.includes(worth) ? 'class-policy' : undefined;
}

/** When the earliest of the messages that fill the span leaves it; counted forward from each, so that the date found is free. */
function cappedUntil(customer: Customer, person: Person, policy: VersionedPolicy, now: Instant): Instant | undefined {
  const { count, per } = policy.contact.cap;
  const counting = customer.contacted
    .filter((one) => one.personId === person.id)
    .map((one) => addDuration(one.at, per))
    .filter((until) => isLater(until, now))
    .sort();
  const freeing = counting[counting.length - count];
  return freeing && nextReachable(freeing, customer, policy.contact.calendar);
}

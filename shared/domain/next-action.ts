import type { Customer, Cycle, NextAction } from './customer.ts';
import { type Reason, reason } from './explanation.ts';
import type { HousePurpose, ProcessPurpose } from './house-purpose.ts';
import { type Refusal, refuse } from './refusal.ts';
import { type Instant, isLater } from './time.ts';

/**
 * What the process itself does next for this customer, and when: read off the stage, so that every stage must say it.
 * Undefined only for a dismissed customer, and for a state that breaks the law.
 */
export function processStep(customer: Customer): NextAction | undefined {
  const by = (
    owner: NextAction['owner'],
    channel: string,
    purpose: HousePurpose,
    dueAt: Instant | undefined,
    why: Reason,
  ) => (dueAt ? { id: 'process', dueAt, owner, channel, purpose, why } : undefined);
  const now = (purpose: ProcessPurpose) =>
    by({ kind: 'system' }, 'workflow', purpose, customer.cycle?.startedAt, reason(`process.${purpose}`));

  switch (customer.stage) {
    case 'acquisition': {
      const request = customer.dataRequest;
      if (!request) return now('acquire-data');
      const owner = { kind: 'user', id: request.recipientId } as const;
      return by(
        owner,
        'form',
        'complete-data',
        request.dueAt,
        reason('process.complete-data', { missing: request.missing.join(', ') }),
      );
    }
    case 'profiling':
      return now('profile-customer');
    case 'valuation':
      return now('value-relationship');
    case 'strategy':
      return now('choose-strategy');
    case 'review': {
      const review = customer.review;
      if (!review) return undefined;
      const owner = { kind: 'user', id: review.reviewerId } as const;
      return by(
        owner,
        'review',
        'decide-review',
        review.dueAt,
        reason('process.decide-review', { reasons: review.reasons.join(', ') }),
      );
    }
    case 'proposition':
      return now('make-proposition');
    case 'planning':
      return now('plan-communication');
    case 'delivery':
      return by(
        { kind: 'system' },
        'workflow',
        'gather-feedback',
        customer.cycle && feedbackAt(customer.cycle),
        reason('process.open-feedback'),
      );
    case 'feedback':
      return by(
        { kind: 'system' },
        'workflow',
        'gather-feedback',
        customer.cycle?.endsAt,
        reason('process.gather-feedback'),
      );
    case 'learning':
      return by({ kind: 'system' }, 'workflow', 'learn', customer.cycle?.endsAt, reason('process.learn'));
    case 'resting':
      return by(
        { kind: 'system' },
        'workflow',
        'start-cycle',
        customer.cycle?.nextAt,
        reason('process.start-cycle', { cycle: (customer.cycle?.number ?? 0) + 1 }),
      );
    case 'dismissed':
      return undefined;
    default:
      return customer.stage satisfies never;
  }
}

function feedbackAt({ feedbackAt: at, endsAt }: Cycle): Instant {
  return at && isLater(endsAt, at) ? at : endsAt;
}

/**
 * The earliest of the open actions and of the process's own step: the to-do of the customer. A dismissed one has none,
 * unless it has written again and somebody has to answer.
 */
export function nextAction(customer: Customer): NextAction | undefined {
  return path(customer)[0];
}

/** Everything planned, earliest first: the next action, the one after it, and so on to the end of the cycle. */
export function path(customer: Customer): NextAction[] {
  const step = processStep(customer);
  const open = customer.actions.map(({ id, dueAt, owner, channel, purpose, why }) => ({
    id,
    dueAt,
    owner,
    channel,
    purpose,
    why,
  }));
  return [...open, ...(step ? [step] : [])].sort((a, b) => Date.parse(a.dueAt) - Date.parse(b.dueAt));
}

/** The law: whatever a command wants, it may not leave an active customer without a next action. */
export function lawOfTheNextAction(customer: Customer): Refusal | undefined {
  if (customer.status === 'dismissed' || (processStep(customer) && nextAction(customer))) return undefined;
  return refuse(
    'customer.no-next-action',
    `This would leave ${customer.id} active without a next action (stage ${customer.stage}); plan one or dismiss the customer.`,
  );
}

/**
 * When the system has to wake for this customer: its own step or the first of the system's actions; people's actions wait
 * for people. At rest only the next cycle counts: what is due before it is done when that one delivers.
 */
export function systemDueAt(customer: Customer): Instant | undefined {
  switch (customer.stage) {
    case 'delivery':
    case 'feedback':
      return path(customer).find((step) => step.owner.kind === 'system')?.dueAt;
    case 'resting':
      return customer.cycle?.nextAt;
    default:
      return undefined;
  }
}

import type { Customer } from '#domain/customer.ts';
import type { Command } from '#domain/decide.ts';
import type { Stage } from '#domain/relationship.ts';
import { director, link, manager, owner, steps } from './customers.ts';

const out: Command = { type: 'start-due-cycle' };

/** What the workflow would do next with this customer; a number above the stages does something out of turn. */
export function forward(customer: Customer | undefined, now: string, wrong = 99): Command {
  const cycle = customer?.cycle?.number ?? 1;
  const version = customer?.version ?? 0;
  const all: Record<Stage, (cycle: number) => Command> = {
    acquisition: acquiring(customer),
    profiling: steps.profile,
    valuation: steps.value,
    strategy: (at) => ({ type: 'choose-strategy', cycle: at, reviewerId: manager, linkId: link(`r${version}`) }),
    review: reviewing(customer),
    proposition: steps.propose,
    planning: steps.plan,
    delivery: customer?.cycle && customer.cycle.endsAt <= now ? steps.feedback : (at) => deliver(at, version),
    feedback: steps.feedback,
    learning: steps.learn,
    resting: () => out,
    dismissed: () => out,
  };
  const stages = Object.keys(all) as Stage[];
  const outOfTurn = stages[wrong];
  if (wrong === stages.length) return steps.stall(cycle);
  if (wrong === stages.length + 1) return all.valuation(cycle - 1);
  return all[outOfTurn ?? customer?.stage ?? 'acquisition'](cycle);
}

function acquiring(customer: Customer | undefined): (cycle: number) => Command {
  const version = customer?.version ?? 0;
  if (!customer?.dataRequest)
    return (cycle) => ({ type: 'acquire-data', cycle, recipientId: owner, linkId: link(`d${version}`) });
  return version % 2 === 0 && !customer.dataRequest.reminded
    ? (cycle) => ({ type: 'remind-data', cycle })
    : steps.profile;
}

function deliver(cycle: number, version: number): Command {
  return { type: 'act', cycle, linkId: link(`m${version}`), ownerId: owner };
}

/** Reminds, escalates, decides or takes the default, each in some of the versions of a card. */
function reviewing(customer: Customer | undefined): (cycle: number) => Command {
  const review = customer?.review;
  const version = customer?.version ?? 0;
  if (review?.status === 'open' && version % 2 === 0) return (cycle) => ({ type: 'remind-reviewer', cycle });
  if (review?.status === 'reminded' && version % 3 === 0)
    return (cycle) => ({ type: 'escalate-review', cycle, to: director, linkId: link(`e${version}`) });
  const decision = review?.decisions[version % review.decisions.length];
  if (review && decision && version % 5 < 3) return () => ({ type: 'decide-review', linkId: review.linkId, decision });
  return steps.default;
}

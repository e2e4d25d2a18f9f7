import type { Customer, Valuation } from '#domain/customer.ts';
import { type Explanation, facts } from '#domain/explanation.ts';
import type { VersionedPolicy } from '#domain/policy.ts';
import type { CustomerClass, Level } from '#domain/relationship.ts';
import { productsBought, salesWithin } from '#domain/sales.ts';
import { isDissatisfied, recentScore, scoreFacts } from '#domain/satisfaction.ts';
import { addDuration, daysBetween, durationSeconds, type Instant, isLater } from '#domain/time.ts';

/** Two axes that are never mixed up: worth to us, and closeness of the relationship. */
export function value(customer: Customer, policy: VersionedPolicy, now: Instant): Valuation {
  const worth = worthOf(customer, policy, now);
  const closeness = closenessOf(customer, policy, now);
  return {
    class: worth.class,
    level: closeness.level,
    marginMinor: worth.marginMinor,
    potentialMinor: worth.potentialMinor,
    worth: worth.explanation,
    closeness: closeness.explanation,
  };
}

/**
 * Margin of the last year less the cost of our effort in the last cycle carried on for a year, in minor units; potential adds the weighted margin of what is open.
 * The class is the first row of the table whose condition holds.
 */
function worthOf(customer: Customer, policy: VersionedPolicy, now: Instant) {
  const { worth, marginRate, cycle } = policy;
  const year = salesWithin(customer.sales, worth.window, now);
  const effortMinor = Math.round(((customer.effortMinor ?? 0) * 365 * 86_400) / durationSeconds(cycle.cadence));
  const marginMinor = Math.round(year.minor * marginRate) - effortMinor;
  const cycles = customer.completedCycles;
  const openMinor = Math.round(customer.sales.openMinor * worth.openWeight * marginRate);
  const hopedMinor = customer.sales.won === 0 ? Math.round(worth.prospectPotential[customer.kind] / 2 ** cycles) : 0;
  const potentialMinor = marginMinor + openMinor + hopedMinor;
  const lastWonAt = customer.sales.lastWonAt;
  const recent = lastWonAt !== undefined && !isLater(addDuration(now, worth.loyalWithin, -1), lastWonAt);
  const loyal = recent && year.count >= worth.loyalPurchases;
  const outcome: CustomerClass =
    marginMinor >= worth.platinumFrom && loyal
      ? 'platinum'
      : Math.max(marginMinor, potentialMinor) >= worth.goldFrom
        ? 'gold'
        : potentialMinor < worth.leadBelow && cycles >= worth.leadAfterCycles
          ? 'lead'
          : 'iron';
  const explanation: Explanation = {
    rule: 'worth-thresholds@1',
    policyVersion: policy.version,
    facts: facts({
      marginMinor,
      potentialMinor,
      effortMinor,
      purchasesInWindow: year.count,
      daysSincePurchase: lastWonAt ? Math.round(daysBetween(lastWonAt, now)) : null,
      completedCycles: cycles,
    }),
    outcome,
    runnerUp: worthRunnerUp(outcome, { marginMinor, potentialMinor, purchases: year.count, recent, cycles }, policy),
  };
  return { class: outcome, marginMinor, potentialMinor, explanation };
}

function worthRunnerUp(
  outcome: CustomerClass,
  at: { marginMinor: number; potentialMinor: number; purchases: number; recent: boolean; cycles: number },
  { worth }: VersionedPolicy,
): { outcome: CustomerClass; distance: string } {
  const missing = (...parts: (string | false)[]) => parts.filter(Boolean).join(', ');
  switch (outcome) {
    case 'platinum':
      return { outcome: 'gold', distance: `marginMinor -${at.marginMinor - worth.platinumFrom + 1}` };
    case 'gold': {
      const above = Math.max(at.marginMinor, at.potentialMinor) - worth.goldFrom;
      if (above < worth.platinumFrom - at.marginMinor)
        return { outcome: 'iron', distance: `potentialMinor -${above + 1}` };
      return {
        outcome: 'platinum',
        distance: missing(
          at.marginMinor < worth.platinumFrom && `marginMinor +${worth.platinumFrom - at.marginMinor}`,
          at.purchases < worth.loyalPurchases && `purchases +${worth.loyalPurchases - at.purchases}`,
          !at.recent && `a purchase within ${worth.loyalWithin}`,
        ),
      };
    }
    case 'iron':
      if (
        at.cycles >= worth.leadAfterCycles &&
        at.potentialMinor - worth.leadBelow < worth.goldFrom - at.potentialMinor
      )
        return { outcome: 'lead', distance: `potentialMinor -${at.potentialMinor - worth.leadBelow + 1}` };
      return { outcome: 'gold', distance: `potentialMinor +${worth.goldFrom - at.potentialMinor}` };
    case 'lead':
      return { outcome: 'iron', distance: `potentialMinor +${worth.leadBelow - at.potentialMinor}` };
    default:
      return outcome satisfies never;
  }
}

/** The highest rung whose conditions hold: number of purchases, breadth of what is bought, length of the relationship. */
function closenessOf(
  customer: Customer,
  policy: VersionedPolicy,
  now: Instant,
): { level: Level; explanation: Explanation } {
  const { ladder } = policy;
  const { won, firstWonAt } = customer.sales;
  const products = productsBought(customer.sales).length;
  const longEnough = firstWonAt !== undefined && !isLater(addDuration(firstWonAt, ladder.partnerTenure), now);
  const unhappy = isDissatisfied(recentScore(customer, policy, now));
  const rungs: { level: Level; holds: boolean; lacks: string }[] = [
    {
      level: 'partner',
      holds: won >= ladder.partnerPurchases && products >= ladder.partnerProducts && longEnough && !unhappy,
      lacks: `${ladder.partnerPurchases} purchases, ${ladder.partnerProducts} products, ${ladder.partnerTenure} together, no dissatisfaction`,
    },
    {
      level: 'account',
      holds: won >= ladder.accountPurchases && products >= ladder.accountProducts,
      lacks: `${ladder.accountPurchases} purchases, ${ladder.accountProducts} products`,
    },
    { level: 'buyer', holds: won >= ladder.buyerPurchases, lacks: `${ladder.buyerPurchases} purchases` },
    { level: 'prospect', holds: true, lacks: '' },
  ];
  const index = rungs.findIndex((rung) => rung.holds);
  const level = rungs[index]?.level ?? 'prospect';
  const above = rungs[index - 1];
  const runnerUp = above
    ? { outcome: above.level, distance: `needs ${above.lacks}` }
    : { outcome: 'account' as const, distance: `purchases -${won - ladder.partnerPurchases + 1}` };
  const explanation: Explanation = {
    rule: 'ladder-by-purchases@2',
    policyVersion: policy.version,
    facts: facts({
      purchases: won,
      products,
      firstPurchase: firstWonAt ?? null,
      ...scoreFacts(customer, policy, now),
    }),
    outcome: level,
    runnerUp,
  };
  return { level, explanation };
}

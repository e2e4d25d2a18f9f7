import type { Chance } from './chance.ts';
import type { Rhythm } from './rhythms.ts';
import type { DemoCompany, DemoOpportunity } from './rows.ts';
import { products } from './words.ts';

type Deal = Omit<DemoOpportunity, 'line' | 'id'>;

const day = 86_400_000;

/** What a company bought in its rhythm, what it decided against, and what is open; everything before the anchor. */
export function makeHistory(company: DemoCompany, rhythm: Rhythm, chance: Chance, anchor: string): Deal[] {
  return [...closed(company, rhythm, chance, anchor), ...open(company, rhythm, chance, anchor)];
}

function* closed(company: DemoCompany, rhythm: Rhythm, chance: Chance, anchor: string): Generator<Deal> {
  const { everyDays, sinceDays, untilDays } = rhythm;
  if (everyDays === 0) return;
  for (let ago = sinceDays; ago >= untilDays; ago -= Math.max(1, wobble(everyDays, chance))) {
    const closedAt = before(anchor, ago, chance);
    const engagedAt = before(closedAt, chance.between(4, 60), chance);
    const won = chance.percent(82);
    const offer = makeOffer(company, rhythm, chance);
    yield { ...offer, stage: won ? 'won' : 'lost', amountMinor: won ? offer.amountMinor : 0, engagedAt, closedAt };
  }
}

function* open(company: DemoCompany, rhythm: Rhythm, chance: Chance, anchor: string): Generator<Deal> {
  const count = chance.weighted([
    { share: 45, n: 0 },
    { share: 40, n: 1 },
    { share: 15, n: 2 },
  ]).n;
  for (let n = 0; n < count; n++) {
    const offer = makeOffer(company, rhythm, chance);
    if (chance.percent(70))
      yield { ...offer, stage: 'engaging', engagedAt: before(anchor, chance.between(2, 75), chance) };
    else yield { ...offer, stage: 'prospecting' };
  }
}

function makeOffer({ key, ownerKey }: DemoCompany, { products: [first, last], pieces }: Rhythm, chance: Chance) {
  const product = chance.pick(products.slice(first, last + 1));
  const discount = chance.pick([0, 0, 5, 10]);
  const amountMinor = Math.round((product.priceMinor * chance.between(1, pieces) * (100 - discount)) / 10_000) * 100;
  return { companyKey: key, product: product.name, amountMinor, ...(ownerKey !== undefined && { ownerKey }) };
}

/** A quarter more or less. */
function wobble(days: number, chance: Chance): number {
  const part = Math.round(days / 4);
  return days + chance.between(-part, part);
}

/** Some day before, at a time of the working day. */
function before(anchor: string, days: number, chance: Chance): string {
  const date = new Date(Date.parse(anchor) - days * day).toISOString().slice(0, 10);
  return new Date(Date.parse(`${date}T08:00:00Z`) + chance.between(0, 36) * 15 * 60_000).toISOString();
}

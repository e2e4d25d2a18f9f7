import type { Job } from './job.ts';
import type { Side, TakeSide } from './sides.ts';

export const peopleOfRound = 250;

export type Round = Readonly<Record<Job['kind'], Side>>;

/** The sides take turns in coming first: the table grows, and other programs come and go. */
export async function oneRound(side: TakeSide, deliveriesFirst: boolean): Promise<Round> {
  if (!deliveriesFirst) {
    const transactions = await side('transactions', peopleOfRound);
    return { deliveries: await side('deliveries', peopleOfRound), transactions };
  }
  const deliveries = await side('deliveries', peopleOfRound);
  return { deliveries, transactions: await side('transactions', peopleOfRound) };
}

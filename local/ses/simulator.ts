/**
 * What the mailbox simulator of SES does with an address: `bounce@simulator.amazonses.com` and the like, with labels
 * (`bounce+campaign-7@…`). Source: https://docs.aws.amazon.com/ses/latest/dg/send-an-email-from-console.html
 */
export type Fate = 'deliver' | 'bounce' | 'suppressed' | 'complain';

const fates: Record<string, Fate> = {
  success: 'deliver',
  ooto: 'deliver',
  bounce: 'bounce',
  complaint: 'complain',
  suppressionlist: 'suppressed',
};

const simulated = /^([^@+]+)(?:\+[^@]*)?@simulator\.amazonses\.com$/i;

/** Undefined for an address outside the simulator; an unknown name inside it bounces as an unknown user. */
export const simulatorFate = (address: string): Fate | undefined => {
  const name = simulated.exec(address)?.[1]?.toLowerCase();
  return name === undefined ? undefined : (fates[name] ?? 'bounce');
};

export type Outcome = { delivered: string[]; bounced: string[]; suppressed: string[]; complained: string[] };

/** Sorts recipients by fate. One who complains got the message first. */
export const outcomeOf = (recipients: readonly string[], fateOf: (address: string) => Fate): Outcome => {
  const outcome: Outcome = { delivered: [], bounced: [], suppressed: [], complained: [] };
  for (const address of recipients) {
    const fate = fateOf(address);
    if (fate === 'bounce') outcome.bounced.push(address);
    else if (fate === 'suppressed') outcome.suppressed.push(address);
    else outcome.delivered.push(address);
    if (fate === 'complain') outcome.complained.push(address);
  }
  return outcome;
};

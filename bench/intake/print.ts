import { median, printTable, quantile, verdict, whole } from '#bench/figures.ts';
import { peopleOfRound, type Round } from './rounds.ts';
import { concurrency, type Side } from './sides.ts';

const slowestMs = 500;
const leastPerSecond = 300;
const leastGain = 3;

const perSecond = ({ sent }: Side) => (sent.eachMs.length * 1000) / sent.wallMs;
const p99 = ({ sent }: Side) => quantile(sent.eachMs, 0.99);
const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
const delivered = (rounds: readonly Round[]) => rounds.map(({ deliveries }) => perSecond(deliveries));

/** @param leastRatio of deliveries to bare transactions, where there is a bound */
export function printRounds(title: string, rounds: readonly Round[], leastRatio?: number): void {
  const ratioOf = ({ deliveries, transactions }: Round) => perSecond(deliveries) / perSecond(transactions);
  const { items, bytes } = rounds[0]?.transactions.sent ?? {};
  console.log(
    `\n${title}: ${peopleOfRound} people a side, ${concurrency} at a time; a delivery writes ${items} items of ${bytes} bytes\n`,
  );
  printTable(
    ['round', 'deliveries', 'p99', 'all wait', 'bare', 'p99', 'all wait', 'ratio'],
    rounds.map((round, index) => [
      String(index + 1),
      ...[round.deliveries, round.transactions].flatMap((side) => [
        `${perSecond(side).toFixed(1)}/s`,
        `${whole(p99(side))} ms`,
        seconds(side.waitingMs),
      ]),
      ratioOf(round).toFixed(2),
    ]),
  );
  const ratio = median(rounds.map(ratioOf));
  const slowest = quantile(
    rounds.flatMap(({ deliveries }) => deliveries.sent.eachMs),
    0.99,
  );
  console.log(`\ndeliveries answered a second against bare transactions, median of the rounds: ${ratio.toFixed(2)}`);
  if (leastRatio !== undefined) console.log(`  ${verdict(ratio >= leastRatio, `at least ${leastRatio}`)}`);
  console.log(`p99 of the answers of all rounds: ${whole(slowest)} ms`);
  console.log(`  ${verdict(slowest < slowestMs, `below ${slowestMs} ms`)}`);
}

/** What the embedded table brings; DynamoDB Local's hundred a second is what the bound in deliveries is a multiple of. */
export function printGain(emulator: readonly Round[], embedded: readonly Round[]): void {
  const ratio = median(delivered(embedded)) / median(delivered(emulator));
  console.log(
    `\ndeliveries a second with the embedded table: ${median(delivered(embedded)).toFixed(0)}, ${ratio.toFixed(1)} times those with DynamoDB Local`,
  );
  console.log(
    `  ${verdict(ratio >= leastGain, `at least ${leastGain} times (${leastPerSecond} where it gives a hundred)`)}`,
  );
}

export function printCrowd(side: Side): void {
  const people = side.sent.eachMs.length;
  console.log(
    `\n${whole(people)} prospects, ${perSecond(side).toFixed(1)} answered a second with a p99 of ${whole(p99(side))} ms:`,
  );
  console.log(`all stand waiting in their workflows ${seconds(side.waitingMs)} after the first was sent`);
}

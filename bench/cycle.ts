import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { defaultPolicy } from '#domain/default-policy.ts';
import { durationSeconds } from '#domain/time.ts';
import { courses, warmUps } from './cycle/courses.ts';
import { openLaboratory } from './cycle/laboratory.ts';
import { type Taken, takeCourse } from './cycle/take-course.ts';
import { printTable, verdict, whole } from './figures.ts';
import { openApi } from './intake/product.ts';
import { memoryGb, prices } from './prices.ts';

const mostBesides = 20;
const perDelivered = 3;
const yearSeconds = 365.25 * 86_400;

const Source = z.object({ url: z.string() });

/** One customer's cycle: what Step Functions, DynamoDB, Lambda and SES would bill for it, and so for a year. */
export async function run(): Promise<void> {
  Object.assign(process.env, { AWS_REGION: 'eu-west-1', AWS_ACCESS_KEY_ID: 'bench', AWS_SECRET_ACCESS_KEY: 'bench' });
  const folder = mkdtempSync(join(tmpdir(), 'bench-cycle-'));
  try {
    print(await takeAll(folder));
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function takeAll(folder: string): Promise<Taken[]> {
  const laboratory = await openLaboratory(folder);
  try {
    const { call } = await openApi(laboratory.host.url, laboratory.dataDir);
    const { url } = await call('POST', '/sources', Source, { name: 'Bench', provider: 'json' });
    for (const course of warmUps) await takeCourse(course, laboratory, call, url);
    const taken: Taken[] = [];
    for (const course of courses) taken.push(await takeCourse(course, laboratory, call, url));
    return taken;
  } finally {
    await laboratory.close();
  }
}

function priceOf({ entered, retries, readUnits, writeUnits, invocations, lambdaMs, mails }: Taken) {
  const parts = {
    stepFunctions: (entered + retries) * prices.transition,
    table: readUnits * prices.readUnit + writeUnits * prices.writeUnit,
    lambda: invocations * prices.lambdaRequest + (lambdaMs / 1000) * memoryGb * prices.lambdaGbSecond,
    mail: mails * prices.mailEssentials,
  };
  const total = parts.stepFunctions + parts.table + parts.lambda + parts.mail;
  return { ...parts, total, aLaCarte: total - parts.mail + mails * prices.mailALaCarte };
}

function print(all: readonly Taken[]): void {
  console.log('One cycle of one customer, alone in the product:\n');
  const besides = ({ entered, retries, delivered }: Taken) => entered + retries - perDelivered * delivered;
  printTable(
    [
      '',
      'days',
      'transitions',
      'retries',
      'delivered',
      'besides',
      'read units',
      'write units',
      'calls',
      'Lambda ms',
      'e-mails',
    ],
    all.map((taken) => [
      taken.course.name,
      String(taken.days),
      String(taken.entered + taken.retries),
      String(taken.retries),
      String(taken.delivered),
      String(besides(taken)),
      taken.readUnits.toFixed(1),
      `${whole(taken.writeUnits)}${taken.refused > 0 ? ` (+${taken.refused} refused)` : ''}`,
      String(taken.invocations),
      whole(taken.lambdaMs),
      String(taken.mails),
    ]),
  );
  const most = Math.max(...all.map(besides));
  console.log(`\ntransitions besides ${perDelivered} for each delivered action, at most: ${most}`);
  console.log(`  ${verdict(most <= mostBesides, `at most ${mostBesides}`)}`);
  printPrices(all);
}

function printPrices(all: readonly Taken[]): void {
  const cyclesAYear = yearSeconds / durationSeconds(defaultPolicy.cycle.cadence);
  const dollars = (amount: number) => `$${amount.toFixed(6)}`;
  console.log(`\nUS dollars for a cycle, and for a customer's year of ${cyclesAYear.toFixed(2)} cycles:\n`);
  printTable(
    ['', 'Step Functions', 'DynamoDB', 'Lambda', 'SES', 'cycle', 'year', 'year, SES à la carte'],
    all.map((taken) => {
      const { stepFunctions, table, lambda, mail, total, aLaCarte } = priceOf(taken);
      const ends = taken.course.dismissedAfter !== undefined;
      const year = (cycle: number) => (ends ? '-' : dollars(cycle * cyclesAYear));
      const parts = [stepFunctions, table, lambda, mail, total].map(dollars);
      return [taken.course.name, ...parts, year(total), year(aLaCarte)];
    }),
  );
}

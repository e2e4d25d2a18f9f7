import * as z from 'zod';
import { contract } from '#contracts/contract.ts';
import { everyone } from './common.ts';

const Counts = z.record(z.string(), z.int());

/** A day of UTC, `2026-11-22`; both are included. */
const Day = z.iso.date();

export const PortfolioReport = z.object({
  at: z.string(),
  /** What `done`, `decisions` and `sent` count; null: from the beginning, or to the end. */
  period: z.object({ from: z.string().nullable(), until: z.string().nullable() }),
  customers: z.object({ active: z.int(), dismissed: z.int(), withoutNextAction: z.int() }),
  /** class -> level -> how many. */
  portfolio: z.record(z.string(), Counts),
  stages: Counts,
  cycles: Counts,
  nextActions: z.object({ overdue: z.int(), byPurpose: Counts, byOwner: Counts }),
  /** What the events of the portfolio count up to. */
  done: Counts,
  /** `approve/decided`, `approve/default`. */
  decisions: Counts,
  /** Mails that left, by kind: `digest`, `proposition`, `review`, `review/reminder`, … */
  sent: Counts,
});
export type PortfolioReport = z.infer<typeof PortfolioReport>;

export const portfolioReport = contract({
  method: 'GET',
  path: '/reports/portfolio',
  summary: 'The portfolio by class and level, what its cycles did in a period, and what comes next.',
  tag: 'Reports',
  roles: everyone,
  query: z
    .strictObject({ from: Day.optional(), until: Day.optional() })
    .refine(({ from, until }) => !(from && until && from > until), { path: ['until'], error: 'is before `from`' }),
  status: 200,
  answer: PortfolioReport,
});

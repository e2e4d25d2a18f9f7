import * as z from 'zod';
import { contract } from '#contracts/contract.ts';
import { everyone } from './common.ts';

export const portfolioReport = contract({
  method: 'GET',
  path: '/reports/portfolio',
  summary: 'The portfolio by class and level, what its cycles did, and what comes next.',
  tag: 'Reports',
  roles: everyone,
  status: 200,
  answer: z.object({
    at: z.string(),
    customers: z.object({ active: z.int(), dismissed: z.int(), withoutNextAction: z.int() }),
    /** class -> level -> how many. */
    portfolio: z.record(z.string(), z.record(z.string(), z.int())),
    stages: z.record(z.string(), z.int()),
    cycles: z.record(z.string(), z.int()),
    nextActions: z.object({
      overdue: z.int(),
      byPurpose: z.record(z.string(), z.int()),
      byOwner: z.record(z.string(), z.int()),
    }),
    /** What the events of the portfolio count up to. */
    done: z.record(z.string(), z.int()),
    decisions: z.record(z.string(), z.int()),
  }),
});

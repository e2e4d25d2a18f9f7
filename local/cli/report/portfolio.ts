import { z } from 'zod';

const Counts = z.record(z.string(), z.int());
export type Counts = z.infer<typeof Counts>;

/** What the report reads of the answer of `GET /reports/portfolio`. */
export const Portfolio = z.looseObject({
  at: z.string(),
  customers: z.object({ active: z.int(), dismissed: z.int(), withoutNextAction: z.int() }),
  portfolio: z.record(z.string(), Counts),
  stages: Counts,
  cycles: Counts,
  nextActions: z.object({ overdue: z.int(), byPurpose: Counts, byOwner: Counts }),
  done: Counts,
  decisions: Counts,
});
export type Portfolio = z.infer<typeof Portfolio>;

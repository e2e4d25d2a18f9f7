import { z } from 'zod';

const As = z.union([
  z.literal('integer'),
  z.strictObject({
    /** `iso`, or the letters of https://moment.github.io/luxon/#/parsing?id=table-of-tokens. */
    date: z.string().min(1),
    /** Where the clock on the wall shows it. */
    zone: z.string().default('utc'),
  }),
  z.strictObject({
    amount: z.strictObject({
      /** How many major units one is: 1000000 where a column counts millions. */
      unit: z.int().positive().default(1),
      decimal: z.enum(['.', ',']).default('.'),
    }),
  }),
]);
export type As = z.infer<typeof As>;

/** What is done with the text that was found, in this order. */
const then = {
  /** What each text becomes; null: nothing. */
  map: z.record(z.string(), z.string().nullable()).optional(),
  /** What happens to a text that the map does not know. */
  others: z.enum(['reject', 'keep', 'empty']).default('reject'),
  as: As.optional(),
};
type Then = z.infer<z.ZodObject<typeof then>>;

/** Where the value of a target field comes from: the name of a column, or one of these. */
export type Field =
  | string
  | (Then & { column: string })
  | (Then & { constant: string | number | boolean })
  | (Then & { template: string })
  | (Then & { lookup: string; by: Field; take: string; missing: 'reject' | 'empty' })
  | (Then & { from: 'opportunities'; by: 'most' })
  | (Then & { firstOf: Field[] });

const nested = z.lazy(() => Field);

export const Field: z.ZodType<Field> = z.union(
  [
    z.string().min(1),
    z.strictObject({ column: z.string().min(1), ...then }),
    z.strictObject({ constant: z.union([z.string(), z.number(), z.boolean()]), ...then }),
    /** Liquid over the columns of the row. */
    z.strictObject({ template: z.string().min(1), ...then }),
    /** The column `take` of the row of another table whose key is `by`; spaces and case do not matter. */
    z.strictObject({
      lookup: z.string().min(1),
      by: nested,
      take: z.string().min(1),
      missing: z.enum(['reject', 'empty']).default('reject'),
      ...then,
    }),
    /** The owner with the most opportunities of this company; of several, the one with the latest. */
    z.strictObject({ from: z.literal('opportunities'), by: z.literal('most'), ...then }),
    /** The first that is not empty. */
    z.strictObject({ firstOf: z.array(nested).min(1), ...then }),
  ],
  {
    error:
      'expected the name of a column, or an object with one of: column, constant, template, lookup + by + take, from + by, firstOf (docs/import.md)',
  },
);

import { Duration } from 'luxon';
import { z } from 'zod';
import { CompanyRow, OpportunityRow, PersonRow, UserRow } from '#contracts/http/imports.ts';
import { Field } from './field.ts';

/** A field for each of the target's; the target says which must be there. */
function fieldsOf<Shape extends z.ZodRawShape>(target: z.ZodObject<Shape>) {
  const names = Object.keys(target.shape).filter((name) => name !== 'line' && name !== 'consents');
  const shape = names.map((name) => {
    const needed = !z.safeParse(target.shape[name] as z.ZodType, undefined).success;
    return [name, needed ? Field : Field.optional()] as const;
  });
  return z.strictObject(Object.fromEntries(shape));
}

const ConsentField = z.strictObject({
  purpose: PersonRow.shape.consents.unwrap().element.shape.purpose,
  /** `true` or `false` after its map; without a value no consent is recorded. */
  granted: Field,
  /** The words that were shown. */
  text: Field,
});
export type ConsentField = z.infer<typeof ConsentField>;

const source = {
  file: z.string().regex(/^[^/\\]+$/, 'a file of the folder, without a path'),
  /** One row for each value of this column, the first that has it. */
  distinct: z.string().min(1).optional(),
};

const sources = <Fields extends z.ZodType>(fields: Fields) =>
  z.array(z.strictObject({ ...source, fields })).default([]);

const span = z
  .string()
  .refine((text) => text.startsWith('P') && Duration.fromISO(text).isValid, 'an ISO 8601 duration such as P8Y10M');

/** How the files of a folder become users, companies, people and opportunities: docs/import.md. */
export const Mapping = z
  .strictObject({
    $schema: z.string().optional(),
    name: z.string().min(1),
    /** Names the system that the keys come from: the same key of the same system is the same thing. */
    system: z.string().regex(/^[a-z0-9][a-z0-9-]{0,49}$/, 'up to 50 small letters, digits and dashes'),
    encoding: z.enum(['utf-8', 'windows-1252', 'utf-16le']).default('utf-8'),
    delimiter: z.string().length(1).default(','),
    /** Constant, so that a second run says the same as the first. */
    shiftDates: span.optional(),
    shiftDatesBecause: z.string().min(1).optional(),
    tables: z.record(z.string(), z.strictObject({ file: source.file, key: z.string().min(1) })).default({}),
    users: sources(fieldsOf(UserRow)),
    companies: sources(fieldsOf(CompanyRow)),
    people: z
      .array(z.strictObject({ ...source, fields: fieldsOf(PersonRow), consents: z.array(ConsentField).default([]) }))
      .default([]),
    opportunities: sources(fieldsOf(OpportunityRow)),
  })
  .refine(({ shiftDates, shiftDatesBecause }) => (shiftDates === undefined) === (shiftDatesBecause === undefined), {
    error: 'whoever moves dates says why: give both shiftDates and shiftDatesBecause, or neither',
    path: ['shiftDates'],
  });
export type Mapping = z.infer<typeof Mapping>;

export type Source = {
  readonly file: string;
  readonly distinct?: string | undefined;
  readonly fields: Readonly<Record<string, Field | undefined>>;
  readonly consents?: readonly ConsentField[];
};

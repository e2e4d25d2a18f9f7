import * as z from 'zod';
import { contract } from '#contracts/contract.ts';
import { companySize } from '#domain/company-size.ts';
import { DmuRole, Purpose } from '#domain/customer.ts';
import { Opportunity, OpportunityStage } from '#domain/events.ts';
import { Instant, TimeZone } from '#domain/time.ts';
import { line } from './common.ts';
import { RoleName } from './users.ts';

/** Where a row stood, for the report. */
const row = { line: z.int().positive() };
const locale = z.enum(['it', 'en']);

export const UserRow = z.object({
  ...row,
  /** Name in the other system; rows refer to people by it. */
  key: line(200),
  name: line(200),
  email: z.email().max(254),
  role: RoleName,
  managerKey: line(200).optional(),
  region: line(100).optional(),
  locale: locale.optional(),
  timeZone: TimeZone.optional(),
});

/** As people write it: `1.200`, `50-100`, `500+`. */
const WrittenSize = z.string().transform((text, { issues, value }) => {
  const size = companySize(text);
  if (size !== undefined) return size;
  issues.push({ code: 'custom', input: value, message: `"${text}" is no size, such as 120, 1.200 or 50-100` });
  return z.NEVER;
});

export const CompanyRow = z.object({
  ...row,
  key: line(200),
  name: line(300),
  domain: line(253).optional(),
  sector: line(200).optional(),
  employees: z.int().nonnegative().or(WrittenSize).optional(),
  revenueMinor: z.int().nonnegative().optional(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'an ISO 3166 code such as IT')
    .optional(),
  locale: locale.optional(),
  timeZone: TimeZone.optional(),
  parent: line(300).optional(),
  ownerKey: line(200).optional(),
});

export const PersonRow = z.object({
  ...row,
  companyKey: line(200),
  name: line(300),
  email: z.email().max(254).optional(),
  phone: line(40).optional(),
  role: line(200).optional(),
  dmuRole: DmuRole.optional(),
  consents: z.array(z.object({ purpose: Purpose, granted: z.boolean(), text: line(2000) })).optional(),
});

export const OpportunityRow = z.object({
  ...row,
  companyKey: line(200),
  id: line(100),
  product: line(200).pipe(Opportunity.shape.product),
  stage: OpportunityStage,
  amountMinor: z.int(),
  engagedAt: Instant.optional(),
  closedAt: Instant.optional(),
  ownerKey: line(200).optional(),
});

export const RowResult = z.object({
  line: z.int(),
  result: z.enum(['created', 'changed', 'unchanged', 'rejected']),
  reason: z.string().optional(),
});
export type RowResult = z.infer<typeof RowResult>;

export const rowSchemas = {
  users: UserRow,
  companies: CompanyRow,
  people: PersonRow,
  opportunities: OpportunityRow,
} as const;
export type ImportKind = keyof typeof rowSchemas;

export const importRows = contract({
  method: 'POST',
  path: '/imports/{kind}',
  summary:
    'A batch of rows of one kind. Each row has its own result; rows that say what is known already change nothing.',
  tag: 'Imports',
  roles: ['admin'],
  params: z.object({ kind: z.enum(['users', 'companies', 'people', 'opportunities']) }),
  /** The system that the keys come from; rows are checked one by one, so that a bad one does not stop the others. */
  body: z.strictObject({
    system: line(50),
    rows: z
      .array(z.looseObject({ line: z.int().positive() }))
      .min(1)
      .max(200),
  }),
  status: 200,
  answer: z.object({ results: z.array(RowResult) }),
});

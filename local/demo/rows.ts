import type { z } from 'zod';
import type { CompanyRow, OpportunityRow, PersonRow, UserRow } from '#contracts/http/imports.ts';

export type DemoUser = z.infer<typeof UserRow>;
export type DemoCompany = z.infer<typeof CompanyRow>;
export type DemoPerson = z.infer<typeof PersonRow>;
export type DemoOpportunity = z.infer<typeof OpportunityRow>;

export type DemoRows = {
  readonly users: readonly DemoUser[];
  readonly companies: readonly DemoCompany[];
  readonly people: readonly DemoPerson[];
  readonly opportunities: readonly DemoOpportunity[];
};

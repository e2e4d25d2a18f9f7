import type { Contract } from '#contracts/contract.ts';
import * as actions from './actions.ts';
import * as customers from './customers.ts';
import * as imports from './imports.ts';
import * as policy from './policy.ts';
import * as reports from './reports.ts';
import * as reviews from './reviews.ts';
import * as sources from './sources.ts';
import * as users from './users.ts';

/** Every operation of the API that takes JSON, in the order of the document. */
export const contracts: readonly Contract[] = [customers, actions, reviews, sources, users, policy, imports, reports]
  .flatMap((group) => Object.values(group) as unknown[])
  .filter(
    (value): value is Contract => typeof value === 'object' && value !== null && 'method' in value && 'path' in value,
  );

import * as z from 'zod';
import { contract } from '#contracts/contract.ts';
import { Policy } from '#domain/policy.ts';
import { everyone } from './common.ts';

const tag = 'Policy';
const VersionedPolicy = Policy.extend({ version: z.int() });

export const getPolicy = contract({
  method: 'GET',
  path: '/policy',
  summary: 'The policy in force, with its version.',
  tag,
  roles: everyone,
  status: 200,
  answer: VersionedPolicy,
});
export const putPolicy = contract({
  method: 'PUT',
  path: '/policy',
  summary: 'A new version of the policy; the ones before are kept for ever. If-Match guards against overwriting.',
  tag,
  roles: ['admin'],
  /** The version is the one that was read; which one is written over is If-Match's to say. */
  body: VersionedPolicy.partial({ version: true }),
  status: 200,
  answer: VersionedPolicy,
});
export const listPolicies = contract({
  method: 'GET',
  path: '/policy/versions',
  summary: 'Who wrote which version when.',
  tag,
  roles: everyone,
  status: 200,
  answer: z.object({ items: z.array(z.object({ version: z.int(), at: z.string(), by: z.string() })) }),
});
export const getPolicyVersion = contract({
  method: 'GET',
  path: '/policy/versions/{version}',
  summary: 'The policy that a decision was taken under.',
  tag,
  roles: everyone,
  params: z.object({ version: z.coerce.number().int().nonnegative() }),
  status: 200,
  answer: VersionedPolicy,
});

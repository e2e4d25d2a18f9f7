import * as z from 'zod';
import { contract } from '#contracts/contract.ts';
import { CustomerId, LinkId, UserId } from '#domain/ids.ts';
import { ReviewDecision, ReviewReason } from '#domain/policy.ts';
import { everyone, PageQuery, pageOf } from './common.ts';

const tag = 'Reviews';
const ReviewPath = z.object({ id: LinkId });

export const ReviewView = z.object({
  id: LinkId,
  customerId: CustomerId,
  customerName: z.string(),
  reviewerId: UserId,
  status: z.enum(['open', 'reminded', 'escalated', 'decided', 'superseded', 'expired']),
  dueAt: z.string().nullable(),
  reasons: z.array(ReviewReason),
  evidence: z.array(z.object({ label: z.string(), value: z.string() })),
  decisions: z.array(z.object({ id: ReviewDecision, label: z.string(), isDefault: z.boolean() })),
  result: z.object({ decision: z.string(), by: z.string(), at: z.string() }).nullable(),
});
export type ReviewView = z.infer<typeof ReviewView>;

export const listReviews = contract({
  method: 'GET',
  path: '/reviews',
  summary: 'Decisions that wait, by default for you; a manager may ask for people below, an admin for everybody.',
  tag,
  roles: everyone,
  query: PageQuery.extend({ reviewer: UserId.optional() }),
  status: 200,
  answer: pageOf(z.object({ id: LinkId, customerId: CustomerId, customerName: z.string(), dueAt: z.string() })),
});

export const getReview = contract({
  method: 'GET',
  path: '/reviews/{id}',
  summary: 'What has to be decided, and on what evidence: for the reviewer, the managers above, an admin.',
  tag,
  roles: everyone,
  params: ReviewPath,
  status: 200,
  answer: ReviewView,
});

export const decideReview = contract({
  method: 'POST',
  path: '/reviews/{id}/decision',
  summary: 'The decision of the reviewer, or of a manager above or an administrator in their place.',
  tag,
  roles: everyone,
  params: ReviewPath,
  body: z.strictObject({ decision: ReviewDecision, comment: z.string().trim().min(1).max(2000).optional() }),
  status: 200,
  answer: ReviewView,
});

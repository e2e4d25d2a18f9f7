import * as z from 'zod';
import { contract } from '#contracts/contract.ts';
import { Action, Outcome } from '#domain/action.ts';
import { CustomerId, PersonId, UserId } from '#domain/ids.ts';
import { Channel } from '#domain/relationship.ts';
import { Instant } from '#domain/time.ts';
import { ActionPath, CustomerPath, everyone, line, NextActionView, PageQuery, pageOf } from './common.ts';

const tag = 'Actions';
const note = z.string().trim().max(2000);

export const ActionDraft = z.strictObject({
  dueAt: Instant,
  channel: Channel,
  purpose: line(200),
  ownerId: UserId.optional(),
  personId: PersonId.optional(),
  note: note.optional(),
  minutes: z.int().positive().max(1440).optional(),
});

const Answer = z.object({ nextAction: NextActionView.nullable(), path: z.array(NextActionView) });

export const listActions = contract({
  method: 'GET',
  path: '/actions',
  summary: 'Open actions of a person, by default your own, due until a moment, by due date.',
  tag,
  roles: everyone,
  query: PageQuery.extend({ owner: UserId.optional(), until: Instant.optional() }),
  status: 200,
  answer: pageOf(Action.extend({ customerId: CustomerId, customerName: z.string() })),
});

export const addAction = contract({
  method: 'POST',
  path: '/customers/{id}/actions',
  summary: 'Plans an action by hand.',
  tag,
  roles: everyone,
  params: CustomerPath,
  body: ActionDraft,
  status: 201,
  answer: Answer,
});

export const completeAction = contract({
  method: 'POST',
  path: '/customers/{id}/actions/{actionId}/completion',
  summary:
    'Done, with its outcome, and what comes next; refused when nothing would be next, or when it is somebody else’s.',
  tag,
  roles: everyone,
  params: ActionPath,
  body: z.strictObject({ outcome: Outcome.default('done'), note: note.optional(), next: ActionDraft.optional() }),
  status: 200,
  answer: Answer,
});

export const moveAction = contract({
  method: 'POST',
  path: '/customers/{id}/actions/{actionId}/move',
  summary: 'To another date.',
  tag,
  roles: everyone,
  params: ActionPath,
  body: z.strictObject({ dueAt: Instant, note: note.default('') }),
  status: 200,
  answer: Answer,
});

export const replaceAction = contract({
  method: 'POST',
  path: '/customers/{id}/actions/{actionId}/replacement',
  summary: 'Another action in its place.',
  tag,
  roles: everyone,
  params: ActionPath,
  body: z.strictObject({ action: ActionDraft, note: note.default('') }),
  status: 200,
  answer: Answer,
});

export const failAction = contract({
  method: 'POST',
  path: '/customers/{id}/actions/{actionId}/failure',
  summary: 'It could not be done; with what comes next.',
  tag,
  roles: everyone,
  params: ActionPath,
  body: z.strictObject({ note: note.min(1), next: ActionDraft.optional() }),
  status: 200,
  answer: Answer,
});

import * as z from 'zod';
import { contract } from '#contracts/contract.ts';
import { Provider } from '#contracts/provider.ts';
import { SourceId, UserId } from '#domain/ids.ts';
import { leaders, line, PageQuery, pageOf } from './common.ts';

const tag = 'Sources';
const roles = [...leaders, 'marketing'] as const;
const SourcePath = z.object({ id: SourceId });

const settings = {
  name: line(200),
  provider: Provider,
  signingSecret: z.string().min(1).max(500),
  verifyToken: z.string().min(1).max(500),
  /** Our field -> the provider's field, label or reference. */
  mapping: z.record(z.string().min(1).max(100), z.string().min(1).max(300)),
  thankYouUrl: z.url({ protocol: /^https?$/ }).max(2000),
  ownerId: UserId,
  locale: z.enum(['it', 'en']),
};

export const NewSource = z.strictObject({
  name: settings.name,
  provider: settings.provider,
  signingSecret: settings.signingSecret.optional(),
  verifyToken: settings.verifyToken.optional(),
  mapping: settings.mapping.optional(),
  thankYouUrl: settings.thankYouUrl.optional(),
  ownerId: settings.ownerId.optional(),
  locale: settings.locale.optional(),
});

export const SourceView = z.object({
  id: SourceId,
  name: z.string(),
  provider: Provider,
  /** Where the provider posts to; the secret in it is part of the authenticity. */
  url: z.string(),
  signed: z.boolean(),
  mapping: settings.mapping.nullable(),
  thankYouUrl: z.string().nullable(),
  ownerId: z.string().nullable(),
  locale: z.enum(['it', 'en']).nullable(),
  active: z.boolean(),
  createdAt: z.string(),
  /** Deliveries by what became of them. */
  counts: z.record(z.string(), z.int()).optional(),
});

export const listSources = contract({
  method: 'GET',
  path: '/sources',
  summary: 'Web forms and lead sources.',
  tag,
  roles,
  query: PageQuery,
  status: 200,
  answer: pageOf(SourceView),
});
export const createSource = contract({
  method: 'POST',
  path: '/sources',
  summary: 'A new source with its own address.',
  tag,
  roles,
  body: NewSource,
  status: 201,
  answer: SourceView,
});
export const getSource = contract({
  method: 'GET',
  path: '/sources/{id}',
  summary: 'A source with the counts of its deliveries.',
  tag,
  roles,
  params: SourcePath,
  status: 200,
  answer: SourceView,
});
export const changeSource = contract({
  method: 'PATCH',
  path: '/sources/{id}',
  summary: 'Changes a source.',
  tag,
  roles,
  params: SourcePath,
  body: z.strictObject(settings).omit({ provider: true }).partial().extend({ active: z.boolean().optional() }),
  status: 200,
  answer: SourceView,
});
export const closeSource = contract({
  method: 'DELETE',
  path: '/sources/{id}',
  summary: 'Closes a source: its address takes nothing any more.',
  tag,
  roles,
  params: SourcePath,
  status: 204,
});

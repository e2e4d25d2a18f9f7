import * as api from '#contracts/http/sources.ts';
import { SourceId } from '#domain/ids.ts';
import type { Deps } from '#functions/deps.ts';
import { requireOwner } from '#functions/directory.ts';
import { endpoint, httpFunction } from '#functions/http-function.ts';
import { CrmError } from '#shared/errors.ts';
import type { Source } from '#shared/ports.ts';

const list = endpoint(api.listSources, async ({ sources, config }, { query: { limit, cursor } }) => {
  const page = await sources.list({ limit, ...(cursor && { cursor }) });
  return { body: { ...page, items: page.items.map((source) => view(source, config)) } };
});

const create = endpoint(api.createSource, async ({ sources, users, config, ids }, { body, now }) => {
  await requireOwner({ users }, body.ownerId);
  const source: Source = {
    id: SourceId.parse(ids.customer(now)),
    secret: ids.secret(),
    active: true,
    createdAt: now,
    version: 1,
    ...body,
  };
  await sources.save(source, 0);
  return { body: view(source, config), version: 1, headers: { location: `/sources/${source.id}` } };
});

const get = endpoint(api.getSource, async ({ sources, config }, { params }) => {
  const source = await load(sources, params.id);
  return { body: { ...view(source, config), counts: await sources.counts(source.id) }, version: source.version };
});

const change = endpoint(api.changeSource, async ({ sources, users, config }, { params, body, expected }) => {
  await requireOwner({ users }, body.ownerId);
  const source = await update(sources, params.id, body, expected);
  return { body: view(source, config), version: source.version };
});

const close = endpoint(api.closeSource, async ({ sources }, { params, expected }) => {
  await update(sources, params.id, { active: false }, expected);
  return { status: 204 };
});

async function load(sources: Deps['sources'], id: SourceId): Promise<Source> {
  const source = await sources.get(id);
  if (!source) throw new CrmError('source.unknown', `There is no source ${id}.`);
  return source;
}

async function update(
  sources: Deps['sources'],
  id: SourceId,
  changes: Partial<Source>,
  expected: number | undefined,
): Promise<Source> {
  const before = await load(sources, id);
  const after: Source = { ...before, ...changes, version: before.version + 1 };
  const stale = expected !== undefined && expected !== before.version;
  if (stale || (await sources.save(after, before.version)) === 'conflict') {
    throw new CrmError('etag.mismatch', `Source ${id} has changed since you read it; read it again.`);
  }
  return after;
}

function view(
  { id, name, provider, secret, signingSecret, mapping, thankYouUrl, ownerId, locale, active, createdAt }: Source,
  config: Deps['config'],
) {
  return {
    id,
    name,
    provider,
    url: `${config.PUBLIC_URL}/in/${id}/${secret}`,
    signed: signingSecret !== undefined,
    mapping: mapping ?? null,
    thankYouUrl: thankYouUrl ?? null,
    ownerId: ownerId ?? null,
    locale: locale ?? null,
    active,
    createdAt,
  };
}

export const handler = httpFunction('api-sources', [list, create, get, change, close]);

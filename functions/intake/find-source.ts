import { createHash, timingSafeEqual } from 'node:crypto';
import type { SourceId } from '#domain/ids.ts';
import type { Deps } from '#functions/deps.ts';
import type { Source } from '#shared/ports.ts';

/** How long a warm function goes on with the source that it has read, milliseconds of the invocation's time. */
const fresh = 5_000;
const known = new Map<string, { readonly source: Source | undefined; readonly at: number }>();

/** The open source with this secret, so that a form costs one round trip to the table; a change holds within seconds. */
export async function findSource(
  { sources }: Pick<Deps, 'sources'>,
  id: SourceId,
  secret: string,
  now: string,
): Promise<Source | undefined> {
  const at = Date.parse(now);
  const cached = known.get(id);
  const usable = cached?.source && Math.abs(at - cached.at) < fresh ? cached : undefined;
  const source = usable ? usable.source : await sources.get(id);
  if (!usable && known.size > 1_000) known.clear();
  if (!usable) known.set(id, { source, at });
  if (!source?.active) return undefined;
  if (sameSecret(source.secret, secret)) return source;
  await countRejection({ sources }, id, 'secret-wrong', now);
  return undefined;
}

function sameSecret(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

export async function countRejection(
  { sources }: Pick<Deps, 'sources'>,
  id: SourceId,
  reason: string,
  now: string,
): Promise<void> {
  await sources.count(id, `rejected.${reason}`, now.slice(0, 10));
}

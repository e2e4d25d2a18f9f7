import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import { importRows } from '#contracts/http/imports.ts';
import { readBody, sendJson, sendProblem } from '#local/http.ts';
import { serve } from '#test/support/serve.ts';

const Batch = importRows.body ?? z.never();

export type Received = { readonly kind: string; readonly rows: readonly Record<string, unknown>[] };

type Answers = Record<string, unknown>;

/**
 * What the command line needs of the product: it remembers rows by their key and says what is new. `disturb` may answer a
 * request in its place.
 */
export async function fakePercorso(
  answers: Answers = {},
  disturb: (count: number) => { status: number; headers?: Record<string, string> } | undefined = () => undefined,
) {
  const batches: Received[] = [];
  const known = new Map<string, string>();
  const overlaps: unknown[] = [];
  const underWay = new Map<unknown, number>();
  let atOnce = 0;
  let mostAtOnce = 0;
  let posts = 0;
  const url = await serve(async (req, res) => {
    const path = (req.url ?? '').split('?')[0] ?? '';
    if (path === '/health') return sendJson(res, 200, { now: '2026-11-22T10:00:00.000Z' });
    if (!req.headers.authorization?.startsWith('Bearer ey')) return sendProblem(res, 401, 'Unauthorized', 'no token');
    const kind = /^\/imports\/(\w+)$/.exec(path)?.[1];
    if (kind === undefined) {
      const asked = (req.url ?? '') in answers ? (req.url ?? '') : path;
      if (asked in answers) return sendJson(res, 200, answers[asked]);
      return sendProblem(res, 404, 'Not Found', `There is no ${path}.`);
    }
    const trouble = disturb(++posts);
    const batch = Batch.parse(JSON.parse((await readBody(req, 6_000_000)).toString()));
    if (trouble !== undefined) return sendJson(res, trouble.status, { detail: 'busy' }, trouble.headers);
    batches.push({ kind, rows: batch.rows });
    const companies = new Set(batch.rows.flatMap(({ companyKey }) => companyKey ?? []));
    overlaps.push(...[...companies].filter((key) => underWay.has(key)));
    for (const key of companies) underWay.set(key, posts);
    mostAtOnce = Math.max(mostAtOnce, ++atOnce);
    await wait(3);
    atOnce -= 1;
    for (const key of companies) underWay.delete(key);
    const results = batch.rows.map((row) => {
      const { line, ...content } = row;
      const id = JSON.stringify([kind, content.companyKey, content.key ?? content.id ?? content.name]);
      const before = known.get(id);
      known.set(id, JSON.stringify(content));
      return { line, result: before === undefined ? 'created' : before === known.get(id) ? 'unchanged' : 'changed' };
    });
    return sendJson(res, 200, { results: results.reverse() });
  });
  return {
    url,
    batches,
    /** Companies of which two batches were under way at the same time. */
    overlaps,
    mostAtOnce: () => mostAtOnce,
    rows: (kind: string) => batches.filter((each) => each.kind === kind).flatMap(({ rows }) => rows),
  };
}

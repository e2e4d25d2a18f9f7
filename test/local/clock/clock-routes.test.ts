import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { clockRoutes } from '#local/clock/clock-routes.ts';
import { createClock } from '#local/clock.ts';
import { serve } from '#test/support/serve.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const Answer = z.object({
  now: z.string(),
  from: z.string().default(''),
  to: z.string().default(''),
  speed: z.number(),
  advancing: z.unknown().optional(),
});
const Problem = z.object({ detail: z.string() });

async function clockServer() {
  const clock = createClock({ file: join(temporaryFolder(), 'clock.json') });
  onTestFinished(() => clock.close());
  const url = await serve(clockRoutes(clock));
  const post = (body: string) => fetch(url, { method: 'POST', body });
  return { clock, url, post };
}

describe('/local/clock', () => {
  test('moves the time and answers with the new one', async () => {
    const { url, post } = await clockServer();
    const before = Answer.parse(await (await fetch(url)).json());
    const moved = await post('{"advance":"P30D"}');
    expect(moved.status).toBe(200);
    const { from, to, now } = Answer.parse(await moved.json());
    expect(Date.parse(to) - Date.parse(from)).toBe(30 * 86_400_000);
    expect(Date.parse(from)).toBeGreaterThanOrEqual(Date.parse(before.now));
    expect(Date.parse(now)).toBeGreaterThanOrEqual(Date.parse(to));
  });

  test('moves by ten years in one step', async () => {
    const { post } = await clockServer();
    const moved = Answer.parse(await (await post('{"advance":"P10Y"}')).json());
    expect(new Date(moved.to).getUTCFullYear() - new Date(moved.from).getUTCFullYear()).toBe(10);
  });

  test('shows how far a running advance has come and what it waits for', async () => {
    const { clock, url, post } = await clockServer();
    let busy = true;
    clock.register({ name: 'survey', nextDueAt: () => undefined, fireDue: () => undefined, busy: () => busy });
    const moving = post('{"advance":"PT1H"}');
    await expect
      .poll(async () => Answer.parse(await (await fetch(url)).json()).advancing)
      .toMatchObject({ at: expect.any(String), busy: ['survey'] });
    busy = false;
    expect((await moving).status).toBe(200);
    expect(Answer.parse(await (await fetch(url)).json()).advancing).toBeUndefined();
  });

  test('sets the speed', async () => {
    const { post } = await clockServer();
    expect(Answer.parse(await (await post('{"speed": 1000}')).json()).speed).toBe(1000);
  });

  test.each([
    ['{"advance":"yesterday"}', /ISO 8601/],
    ['{"advance":"-P1D"}', /ISO 8601/],
    ['{"advance":"P1000Y"}', /"P1000Y" is too far: move the clock by ten years \(P10Y\) at most/],
    ['{"advance":1e15}', /is too far/],
    ['{"advance":1e300}', /ISO 8601/],
    ['{"advance":""}', /ISO 8601/],
    ['[]', /Send/],
    ['{"speed":0}', /must be from 1/],
    ['{"speed":1,"advance":"P1D"}', /Send/],
    ['{', /Send/],
    ['', /Send/],
  ])('refuses %s with a problem that says what to send', async (body, detail) => {
    const { post } = await clockServer();
    const response = await post(body);
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(Problem.parse(await response.json()).detail).toMatch(detail);
  });

  test('refuses other methods', async () => {
    const { url } = await clockServer();
    const response = await fetch(url, { method: 'DELETE' });
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('GET, HEAD, POST');
  });
});

import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startRhythm } from '#local/streams/rhythm.ts';

function rhythmOver(findings: number[]) {
  let polls = 0;
  let loaded = false;
  const rhythm = startRhythm({
    poll: async () => {
      polls += 1;
      return findings.shift() ?? 0;
    },
    loaded: () => loaded,
    onTrouble: (error) => expect.unreachable(String(error)),
  });
  onTestFinished(() => rhythm.stop());
  const settled = () => expect.poll(rhythm.isClean, { interval: 1 }).toBe(true);
  return {
    ...rhythm,
    settled,
    polls: () => polls,
    load(now: boolean) {
      loaded = now;
    },
  };
}

describe('The reader of the stream', () => {
  test('looks once after something may have been written, when there is nothing', async () => {
    const rhythm = rhythmOver([]);
    await rhythm.settled();
    const before = rhythm.polls();
    rhythm.notify();
    expect(rhythm.isClean()).toBe(false);
    await rhythm.settled();
    expect(rhythm.polls()).toBe(before + 1);
  });

  test('looks again after it has found something, until there is nothing', async () => {
    const findings: number[] = [];
    const rhythm = rhythmOver(findings);
    await rhythm.settled();
    const before = rhythm.polls();
    findings.push(3, 1);
    rhythm.notify();
    await rhythm.settled();
    expect(rhythm.polls()).toBe(before + 3);
  });

  test('is not settled by a look that began before the last thing was written', async () => {
    const { promise, resolve } = Promise.withResolvers<number>();
    const looks = [promise];
    const rhythm = startRhythm({
      poll: () => looks.shift() ?? Promise.resolve(0),
      loaded: () => false,
      onTrouble: () => undefined,
    });
    onTestFinished(() => rhythm.stop());
    rhythm.notify();
    resolve(0);
    await promise;
    expect(rhythm.isClean()).toBe(false);
    await expect.poll(rhythm.isClean, { interval: 1 }).toBe(true);
  });

  test('leaves functions that run in peace but for a look now and then', async () => {
    const rhythm = rhythmOver([]);
    await rhythm.settled();
    rhythm.load(true);
    const before = rhythm.polls();
    for (let notified = 0; notified < 20; notified += 1) {
      rhythm.notify();
      await wait(5);
    }
    expect(rhythm.polls() - before).toBeLessThan(10);
    expect(rhythm.polls() - before).toBeGreaterThan(0);
  });
});

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import fc from 'fast-check';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createClock } from '#local/clock.ts';
import type { DueSource, LocalClock } from '#local/clock-port.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const start = Date.parse('2026-11-22T08:00:00Z');
const day = 86_400_000;

function startClock({ file = join(temporaryFolder(), 'clock.json'), real = { now: start } } = {}) {
  const clock = createClock({ file, realNow: () => real.now });
  onTestFinished(() => clock.close());
  return { clock, file, real };
}

/** Work that is due at given instants, each taking some real milliseconds, each perhaps leaving more work behind. */
function agenda(
  clock: LocalClock,
  name: string,
  due: number[],
  { takes = 0, leaves = (_: number): number[] => [] } = {},
) {
  const fired: { at: number; due: number }[] = [];
  const waiting = [...due];
  let inFlight = 0;
  const source: DueSource = {
    name,
    nextDueAt: () => (waiting.length === 0 ? undefined : Math.min(...waiting)),
    fireDue(now) {
      for (const at of waiting.filter((instant) => instant <= now)) {
        waiting.splice(waiting.indexOf(at), 1);
        inFlight += 1;
        void wait(takes).then(() => {
          fired.push({ at: clock.now(), due: at });
          waiting.push(...leaves(at));
          inFlight -= 1;
        });
      }
    },
    busy: () => inFlight > 0,
  };
  clock.register(source);
  return fired;
}

describe('The clock', () => {
  test('passes every due instant in order, and each piece of work sees the time at which it was due', async () => {
    const { clock } = startClock();
    const late = agenda(clock, 'late', [start + 20 * day], { takes: 3 });
    const early = agenda(clock, 'early', [start + 9 * day, start + 3 * day], { takes: 5 });
    await clock.advance('P30D');
    expect(early).toEqual([
      { at: start + 3 * day, due: start + 3 * day },
      { at: start + 9 * day, due: start + 9 * day },
    ]);
    expect(late).toEqual([{ at: start + 20 * day, due: start + 20 * day }]);
    expect(clock.now()).toBe(start + 30 * day);
  });

  test('reaches what becomes due only because of something else, and stops before what lies beyond', async () => {
    const { clock } = startClock();
    const fired = agenda(clock, 'weekly', [start + 7 * day], { takes: 2, leaves: (at) => [at + 7 * day] });
    await clock.advance('P30D');
    expect(fired.map(({ at }) => (at - start) / day)).toEqual([7, 14, 21, 28]);
  });

  test('waits for work that one source hands to another', async () => {
    const { clock } = startClock();
    let handed = 0;
    const second: DueSource = {
      name: 'second',
      nextDueAt: () => undefined,
      fireDue: () => undefined,
      busy: () => handed === 1,
    };
    clock.register(second);
    agenda(clock, 'first', [start + day], {
      takes: 1,
      leaves: () => {
        handed = 1;
        setTimeout(() => {
          handed = 2;
        }, 15);
        return [];
      },
    });
    await clock.advance('P2D');
    expect(handed).toBe(2);
  });

  test('queues two advances and fires nothing twice', async () => {
    const { clock } = startClock();
    const fired = agenda(
      clock,
      'daily',
      [1, 2, 3, 4].map((n) => start + n * day),
      { takes: 1 },
    );
    const [first, second] = await Promise.all([clock.advance('P2D'), clock.advance('P2D')]);
    expect(fired.map(({ due }) => (due - start) / day)).toEqual([1, 2, 3, 4]);
    expect(second.from).toBe(first.to);
  });

  test('does what is overdue at the present time, not in the past', async () => {
    const { clock } = startClock();
    const fired = agenda(clock, 'overdue', [start - day]);
    await clock.advance(0);
    expect(fired).toEqual([{ at: start, due: start - day }]);
  });

  test('names the source that keeps the time from passing', async () => {
    const { clock } = startClock();
    clock.register({ name: 'treadmill', nextDueAt: () => start + 5, fireDue: () => undefined, busy: () => false });
    await expect(clock.advance('PT1S')).rejects.toThrow(/treadmill is due again each time/);
  });

  test.each(['-P1D', 'a month', 'P', '', -1, Number.NaN])(
    'refuses to move by %s and says what it wants',
    async (by) => {
      const { clock } = startClock();
      await expect(clock.advance(by)).rejects.toThrow(/ISO 8601 duration such as P30D/);
    },
  );

  test('counts months by the calendar', async () => {
    const { clock } = startClock({ real: { now: Date.parse('2027-01-31T10:00:00Z') } });
    expect((await clock.advance('P1M')).to).toBe('2027-02-28T10:00:00.000Z');
  });
});

describe('While time flows', () => {
  test('a timer fires what comes due, faster at a higher speed', async () => {
    const clock = createClock({ file: join(temporaryFolder(), 'clock.json') });
    onTestFinished(() => clock.close());
    const fired = agenda(clock, 'hourly', [clock.now() + 3_600_000]);
    clock.setSpeed(100_000);
    await expect.poll(() => fired.length).toBe(1);
    expect(fired[0]?.at).toBeGreaterThanOrEqual(fired[0]?.due ?? Number.POSITIVE_INFINITY);
  });

  test('a fast clock waits for work that takes its time', async () => {
    const clock = createClock({ file: join(temporaryFolder(), 'clock.json') });
    onTestFinished(() => clock.close());
    const due = clock.now() + 60_000;
    const fired = agenda(clock, 'slow', [due], { takes: 300 });
    clock.setSpeed(100_000);
    await expect.poll(() => fired.length).toBe(1);
    expect(fired[0]?.at).toBe(due);
  });

  test('something earlier is noticed by a nudge', async () => {
    const clock = createClock({ file: join(temporaryFolder(), 'clock.json') });
    onTestFinished(() => clock.close());
    const due: number[] = [];
    const fired = agenda(clock, 'later', due);
    const more = agenda(clock, 'soon', [clock.now() + 30]);
    clock.nudge();
    await expect.poll(() => more.length).toBe(1);
    expect(fired).toEqual([]);
  });

  test('a source that throws is reported and does not stop the others', async () => {
    const errors: unknown[] = [];
    const clock = createClock({ file: join(temporaryFolder(), 'clock.json'), onError: (error) => errors.push(error) });
    onTestFinished(() => clock.close());
    let due: number | undefined = clock.now();
    const fireDue = () => {
      due = undefined;
      throw new Error('broken source');
    };
    clock.register({ name: 'broken', nextDueAt: () => due, fireDue, busy: () => false });
    const fired = agenda(clock, 'healthy', [clock.now()]);
    await expect.poll(() => fired.length).toBe(1);
    expect(errors).toEqual([new Error('broken source')]);
  });
});

describe('Virtual time', () => {
  test('goes on after a restart from where it was, real time in between included', async () => {
    const { clock, file, real } = startClock();
    await clock.advance('P30D');
    clock.close();
    real.now += 5_000;
    expect(startClock({ file, real }).clock.now()).toBe(start + 30 * day + 5_000);
  });

  test('never goes back: whatever is done to it, whenever the process dies, however the machine sets its clock', async () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('pass' as const), ms: fc.integer({ min: 0, max: 100_000 }) }),
      fc.record({ kind: fc.constant('machine set back' as const), ms: fc.integer({ min: 1, max: 100_000 }) }),
      fc.record({ kind: fc.constant('advance' as const), ms: fc.integer({ min: 0, max: 10_000_000 }) }),
      fc.record({ kind: fc.constant('speed' as const), ms: fc.integer({ min: 1, max: 10_000 }) }),
      fc.record({ kind: fc.constant('killed' as const), ms: fc.integer({ min: 0, max: 1_000 }) }),
    );
    const folder = temporaryFolder();
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const file = join(folder, `${run++}.json`);
        const real = { now: start };
        const open = [createClock({ file, realNow: () => real.now })];
        let seen = 0;
        try {
          for (const { kind, ms } of steps) {
            const clock = open.at(-1);
            if (kind === 'pass') real.now += ms;
            if (kind === 'machine set back') real.now -= ms;
            if (kind === 'advance') await clock?.advance(ms);
            if (kind === 'speed') clock?.setSpeed(ms);
            if (kind === 'killed') open.push(createClock({ file, realNow: () => real.now }));
            const now = open.at(-1)?.now() ?? 0;
            expect(now).toBeGreaterThanOrEqual(seen);
            seen = now;
          }
        } finally {
          for (const clock of open) clock.close();
        }
      }),
      { numRuns: 150 },
    );
    expect(run).toBeGreaterThan(100);
  });

  test('a saved clock that is damaged is named, with the remedy', () => {
    const { clock, file, real } = startClock();
    clock.close();
    writeFileSync(file, '{"offset":');
    expect(() => createClock({ file, realNow: () => real.now })).toThrow(/clock.json cannot be read: delete it/);
  });
});

import { join } from 'node:path';
import { CreateScheduleCommand } from '@aws-sdk/client-scheduler';
import { describe, expect, test } from 'vitest';
import { openDatabase, transaction } from '#local/scheduler/database.ts';
import { Definition } from '#local/scheduler/schedule-input.ts';
import { createScheduleStore, scheduleSchema } from '#local/scheduler/schedule-store.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';
import { schedule, start, startScheduler } from './start-scheduler.ts';

describe('With 100,000 schedules', () => {
  test('a start and a thousand looks for the next one take less than a second, and the due one fires', async () => {
    const folder = temporaryFolder();
    const db = openDatabase(join(folder, 'scheduler.sqlite'), scheduleSchema);
    const store = createScheduleStore(db);
    const definition = Definition.parse(schedule('waiting', 'at(2030-01-01T00:00:00)'));
    const scheduled = Date.parse('2030-01-01T00:00:00Z');
    transaction(db, () => {
      for (let at = 0; at < 100_000; at += 1) {
        const firing = { scheduled, due: scheduled };
        store.put({ group: 'default', name: `w-${at}`, definition, createdAt: start, changedAt: start, firing });
      }
    });
    db.close();
    const before = performance.now();
    const { scheduler, client, clock, fired } = await startScheduler({ folder });
    for (let at = 0; at < 1000; at += 1) scheduler.source.nextDueAt();
    expect(performance.now() - before).toBeLessThan(1000);
    await client.send(new CreateScheduleCommand(schedule('due', 'at(2026-11-30T09:00:00)')));
    await clock.advance('PT2H');
    expect(fired.map(({ name }) => name)).toEqual(['due']);
  });
});

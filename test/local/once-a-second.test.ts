import { expect, test } from 'vitest';
import { onceASecond } from '#local/once-a-second.ts';

test('what is asked within one second is written once, of its beginning, wherever the clock goes', () => {
  const written: number[] = [];
  const tell = onceASecond((now) => {
    written.push(now);
    return new Date(now).toISOString();
  });
  const told = [0, 999.9, 1_000, 1_000, 86_399_999, 500, -1].map(tell);
  const seconds = told.map((text) => Date.parse(text) / 1000);
  expect(seconds).toEqual([0, 0, 1, 1, 86_399, 0, -1]);
  expect(written).toEqual([0, 1_000, 86_399_000, 0, -1_000]);
});

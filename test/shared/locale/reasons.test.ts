import { describe, expect, test } from 'vitest';
import { reason } from '#domain/explanation.ts';
import { evidenceLine } from '#shared/locale/reasons.ts';

const second = (distance: string, locale: 'it' | 'en') =>
  evidenceLine(reason('evidence.runner-up', { class: 'iron', distance }), locale).value;

describe('how far off the second choice was', () => {
  test('is said in the manager’s words and in whole units of money', () => {
    expect(second('potentialMinor -500001', 'en')).toBe('Iron (potential a year -5,000)');
    expect(second('marginMinor +1234500, purchases +2, a purchase within P365D', 'en')).toBe(
      'Iron (margin a year +12,345, purchases +2, a purchase in the last 365 days)',
    );
    expect(second('marginMinor +1234500, a purchase within P30D', 'it')).toMatch(
      /\(margine annuo \+12\.345, un acquisto negli ultimi 30 giorni\)$/,
    );
  });

  test('stays as it is where there are no words for it', () => {
    expect(second('something else', 'en')).toBe('Iron (something else)');
  });
});

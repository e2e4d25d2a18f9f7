import { afterEach, describe, expect, test } from 'vitest';
import { formatter } from '#shared/locale/format.ts';
import { renderMessage } from '#shared/mail/render.ts';
import { exampleOf } from './examples.ts';

const machine = process.env.TZ;
afterEach(() => {
  process.env.TZ = machine ?? 'UTC';
});

describe('dates and times', () => {
  test('are those of the reader, in the reader’s language', () => {
    const at = '2026-07-01T22:30:00Z';
    expect(formatter('it', 'Europe/Rome').moment(at)).toBe('giovedì 2 luglio, 00:30');
    expect(formatter('en', 'America/New_York').moment(at)).toBe('Wednesday 1 July, 18:30');
    expect(formatter('en', 'Europe/Rome').span(at, '2026-07-01T23:30:00Z')).toBe(
      'Thursday, 2 July 2026, 00:30–01:30 (CEST)',
    );
    expect(formatter('en', 'UTC').span(at, '2026-07-02T00:30:00Z')).toBe(
      'Wednesday, 1 July 2026, 22:30 – Thursday, 2 July 2026, 00:30 (UTC)',
    );
  });

  test('are the same wherever the machine stands', async () => {
    const digest = exampleOf('digest');
    process.env.TZ = 'Pacific/Kiritimati';
    const far = await renderMessage(digest, 'it');
    process.env.TZ = 'America/Anchorage';
    expect(new Date('2026-11-23T00:00:00Z').getDate()).toBe(22);
    expect(await renderMessage(digest, 'it')).toEqual(far);
    expect(far.subject).toBe('Le Sue 3 azioni di lunedì 23 novembre');
  });

  test('in an unknown zone are refused', async () => {
    await expect(renderMessage({ ...exampleOf('digest'), timeZone: 'Europe/Atlantis' }, 'it')).rejects.toThrow('IANA');
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MessageOf } from '#contracts/mail-messages.ts';
import { renderMessage } from '#shared/mail/render.ts';
import { exampleOf } from './examples.ts';

const invite = exampleOf('meeting-invite');
const calendarOf = async (changes: Partial<MessageOf<'meeting-invite'>> = {}) => {
  const { calendar } = await renderMessage({ ...invite, ...changes }, 'it');
  if (!calendar) throw new Error('a meeting has a calendar');
  return { ...calendar, properties: read(calendar.content) };
};

/** Unfolds and reads the content lines (RFC 5545, 3.1): name without parameters, value with its escapes undone. */
const read = (content: string) =>
  content
    .replace(/\r\n[ \t]/g, '')
    .split('\r\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [, name = line, value = ''] = /^([A-Z-]+)(?:;(?:[^":]|"[^"]*")*)?:(.*)$/su.exec(line) ?? [];
      return [name, value.replace(/\\([\\;,nN])/g, (_, c: string) => (c.toLowerCase() === 'n' ? '\n' : c))] as const;
    });
const valuesOf = (properties: ReturnType<typeof read>, name: string) =>
  properties.filter(([key]) => key === name).map(([, value]) => value);

describe('the invitation to a meeting', () => {
  test('asks for a place in the calendar, under the id of the action', async () => {
    const { method, properties } = await calendarOf();
    expect(method).toBe('REQUEST');
    expect(Object.fromEntries(properties)).toMatchObject({
      METHOD: 'REQUEST',
      UID: invite.actionId,
      SEQUENCE: '0',
      DTSTAMP: '20261120T080000Z',
      DTSTART: '20261123T093000Z',
      DTEND: '20261123T103000Z',
      ORGANIZER: 'mailto:agenda@example.com',
      ATTENDEE: 'MAILTO:luca.brambilla@example.com',
      STATUS: 'CONFIRMED',
    });
  });

  test('a changed meeting replaces the first one, a cancelled one takes it away', async () => {
    const { properties } = await calendarOf({ sequence: 2 });
    expect([valuesOf(properties, 'UID'), valuesOf(properties, 'SEQUENCE')]).toEqual([[invite.actionId], ['2']]);
    const gone = await calendarOf({ sequence: 3, cancelled: true });
    expect(gone.method).toBe('CANCEL');
    expect(Object.fromEntries(gone.properties)).toMatchObject({ METHOD: 'CANCEL', SEQUENCE: '3', STATUS: 'CANCELLED' });
  });

  test('the same hour is the same instant in whatever zone it was written', async () => {
    const rome = await calendarOf({ startsAt: '2026-11-23T10:30:00+01:00' });
    expect(valuesOf(rome.properties, 'DTSTART')).toEqual(['20261123T093000Z']);
  });

  test('any text stays one value in lines of at most 75 octets that end in CRLF', async () => {
    const shape = (await calendarOf()).properties.map(([name]) => name);
    const free = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 120 })
      .filter((s) => !/[\p{Cc}\p{Cs}\u2028\u2029]/u.test(s));
    const why = fc.oneof(
      free,
      fc.constantFrom('a;b,c\\d', 'one\ntwo', 'END:VEVENT\r\nBEGIN:VALARM', '"quoted"; CN=x:'),
    );
    await fc.assert(
      fc.asyncProperty(free, why, async (customerName, reason) => {
        const { content, properties } = await calendarOf({ customerName, recipientName: customerName, why: reason });
        expect(content.endsWith('END:VCALENDAR\r\n')).toBe(true);
        expect(content.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
        expect(content.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
        expect(properties.map(([name]) => name)).toEqual(shape);
        expect(valuesOf(properties, 'SUMMARY')).toEqual([`Incontro con ${customerName}`]);
        expect(valuesOf(properties, 'DESCRIPTION')).toEqual([reason.replace(/\r?\n/g, '\n')]);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the agenda of a day', () => {
  test('holds the actions that have an hour, for a calendar to take in without answering', async () => {
    const { calendar } = await renderMessage(exampleOf('digest'), 'it');
    expect(calendar).toMatchObject({ method: 'PUBLISH', filename: 'agenda-2026-11-23.ics' });
    expect(valuesOf(read(calendar?.content ?? ''), 'UID')).toEqual(['01J9ZM0002']);
  });

  test('is left out where it was not asked for or nothing has an hour', async () => {
    const { agenda, ...digest } = exampleOf('digest');
    expect((await renderMessage(digest, 'it')).calendar).toBeUndefined();
    const actions = digest.actions.filter(({ startsAt }) => !startsAt);
    expect((await renderMessage({ ...digest, actions, ...(agenda ? { agenda } : {}) }, 'it')).calendar).toBeUndefined();
  });
});

import { expect, test } from 'vitest';
import { Submission } from '#contracts/submission.ts';
import type { SourceId } from '#domain/ids.ts';
import { capturingOf } from '#functions/intake/to-capture.ts';
import type { Source } from '#shared/ports.ts';

const now = '2026-11-22T09:00:00.000Z';
const source: Source = {
  id: 's1' as SourceId,
  name: 'Website',
  provider: 'json',
  secret: 'x',
  active: true,
  createdAt: now,
  version: 1,
};

function employeesFor(size: string): number | undefined {
  const submission = Submission.parse({
    dedupeKey: 'd',
    person: { name: 'Anna Rossi', email: 'anna@acme.example' },
    company: { name: 'Acme', size },
    consents: [],
    extra: {},
  });
  return capturingOf(submission, source, now).details.employees;
}

test('the size of a company is the first number that its field says', () => {
  expect(employeesFor('120')).toBe(120);
  expect(employeesFor('11-50')).toBe(11);
  expect(employeesFor('1.200')).toBe(1200);
  expect(employeesFor('many')).toBeUndefined();
});

test('a size that no company has is left out, and the prospect is taken in all the same', () => {
  expect(employeesFor('99999999999999999999999')).toBeUndefined();
  expect(employeesFor('-5')).toBeUndefined();
});

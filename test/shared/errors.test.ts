import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { CrmError, httpStatus, refused, statusOf, stepError } from '#shared/errors.ts';

const root = join(import.meta.dirname, '..', '..');
const refusing = /\b(?:refuse|new CrmError)\(\s*'([^']+)'/g;

/** Every code that the core and the handlers refuse with; the adapters of web forms have a table of their own. */
function codes(): string[] {
  const files = ['shared', 'functions'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(folder, file)),
  );
  const ours = files.filter((file) => file.endsWith('.ts') && !file.includes(join('intake', 'adapters')));
  const found = ours.flatMap((file) => [...readFileSync(join(root, file), 'utf8').matchAll(refusing)]);
  return [...new Set(found.map(([, code]) => code ?? ''))].filter((code) => code.includes('.') || code === 'conflict');
}

describe('a refusal over HTTP', () => {
  test('has an answer of its own, whatever it is', () => {
    expect(codes().length).toBeGreaterThan(30);
    expect(codes().filter((code) => statusOf[code] === undefined)).toEqual([]);
  });

  test.each(['action.nobody', 'action.in-the-past', 'action.too-far', 'survey.score', 'review.unknown-decision'])(
    'is 422 where what was sent makes no sense at any time: %s',
    (code) => {
      expect(httpStatus(code)).toBe(422);
    },
  );

  test.each(['customer.dismissed', 'customer.no-next-action', 'review.closed', 'survey.closed', 'identity.taken'])(
    'is 409 where the state of things does not allow it now: %s',
    (code) => {
      expect(httpStatus(code)).toBe(409);
    },
  );

  test('is a refusal all the same when nobody knows it', () => {
    expect(httpStatus('something.new')).toBe(409);
  });
});

describe('a refusal in a workflow', () => {
  test('ends it where the customer has gone on without it, and is told apart from what can be tried again', () => {
    const error = refused({ refused: true, code: 'customer.superseded', message: 'Gone on.', fields: { cycle: '2' } });
    expect(error).toMatchObject({ name: 'Customer.Ended', message: 'Gone on.', fields: { cycle: '2' } });
    expect([stepError('conflict'), new CrmError('survey.score', 'No.').name]).toEqual(['Conflict', 'Refused']);
  });
});

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DescribeExecutionCommand } from '@aws-sdk/client-sfn';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LocalStates, openStates } from './local-states.ts';

type Case = {
  id: string;
  definition: object;
  input?: unknown;
  expected: {
    status?: string;
    output?: unknown;
    error?: string;
    cause?: string;
    createFails?: boolean;
    exception?: string;
    message?: string;
  };
  ignore?: string[];
};

const file = join(import.meta.dirname, '..', '..', '..', '..', 'shared', 'conformance', 'asl-jsonata.json');
const present = existsSync(file);
const cases: Case[] = present ? JSON.parse(readFileSync(file, 'utf8')) : [];

/** Fields that were masked when AWS's answer was recorded are taken out of ours too. */
function masked(value: unknown, ignore: readonly string[] = []): unknown {
  const fields = ignore.map((path) => path.replace(/^\$\.output\.?/, ''));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, own]) => [key, fields.includes(key) ? 'masked' : own]));
}

describe('AWS has recorded what these state machines do, and here they do the same', () => {
  let local: LocalStates;
  beforeAll(async () => {
    local = await openStates();
  });
  afterAll(() => local.close());

  if (!present)
    test('the recorded cases are not on this machine, so none of them can be tried', (context) => context.skip());

  test.skipIf(!present)('all 57 cases are there', () => expect(cases).toHaveLength(57));

  test.each(cases.filter((each) => !each.expected.createFails))(
    '$id',
    async ({ definition, input, expected, ignore }) => {
      const executionArn = await local.run(definition, input);
      await local.clock.advance(5_000);
      const found = await local.client.send(new DescribeExecutionCommand({ executionArn }));
      expect(found.status).toBe(expected.status);
      expect(found.error).toBe(expected.error);
      if (expected.cause !== undefined) expect(found.cause).toBe(expected.cause);
      const output: unknown = found.output === undefined ? undefined : JSON.parse(found.output);
      if (ignore === undefined) expect(output).toEqual(expected.output);
      else expect(masked(output, ignore)).toEqual(masked(expected.output, ignore));
    },
  );

  test.each(cases.filter((each) => each.expected.createFails))('$id is refused', async ({ definition, expected }) => {
    await expect(local.run(definition)).rejects.toMatchObject({ name: expected.exception, message: expected.message });
  });
});

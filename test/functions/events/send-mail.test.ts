import { afterEach, expect, test, vi } from 'vitest';
import { invocationContext } from '#local/invoker/context.ts';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

test('The log says why a mail was not sent, in words that the logger keeps', async () => {
  vi.stubEnv('TABLE_NAME', 'crm');
  vi.stubEnv('AWS_REGION', 'eu-west-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'local');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'local');
  vi.stubEnv('AWS_ENDPOINT_URL_DYNAMODB', 'http://127.0.0.1:1');
  vi.stubEnv('AWS_MAX_ATTEMPTS', '1');
  vi.stubEnv('POWERTOOLS_DEV', 'true');
  const logged = vi.spyOn(console, 'error').mockReturnValue(undefined);
  const { handler } = await import('#functions/events/send-mail.ts');
  const record = { dynamodb: { Keys: { pk: { S: 'M#m-1' } }, SequenceNumber: '7' } };
  const context = invocationContext({ name: 'send-mail', arn: 'a', requestId: 'r', timeoutMs: 20_000, now: 0 });
  expect(await handler({ Records: [record] }, context)).toEqual({ batchItemFailures: [{ itemIdentifier: '7' }] });
  const [line] = logged.mock.calls;
  expect(JSON.parse(String(line))).toMatchObject({
    message: 'mail not sent',
    error: 'Error',
    reason: expect.stringContaining('ECONNREFUSED'),
  });
});

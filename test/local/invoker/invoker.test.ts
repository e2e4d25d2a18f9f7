import { describe, expect, test } from 'vitest';
import { createInvoker } from '#local/invoker.ts';

const rows = [
  { name: 'helper', entry: 'handlers.ts' },
  { name: 'hasty', entry: 'handlers.ts', timeoutSeconds: 0.05 },
  { name: 'empty', entry: 'no-handler.ts' },
  { name: 'absent', entry: 'nowhere.ts' },
];
const clock = { now: () => Date.parse('2027-03-01T09:30:00Z') };
const invoker = createInvoker({ rows, root: import.meta.dirname, clock, region: 'eu-west-1' });

describe('An invocation', () => {
  test('carries the event as JSON and the virtual time in the context', async () => {
    const event = { do: 'echo', at: new Date(0), nothing: undefined };
    expect(await invoker.invoke('helper', event)).toEqual({
      event: { do: 'echo', at: '1970-01-01T00:00:00.000Z' },
      now: '2027-03-01T09:30:00.000Z',
    });
  });

  test('answers null where the handler answers nothing', async () => {
    expect(await invoker.invoke('helper', { do: 'nothing' })).toBeNull();
  });

  test('has a context like the one of Lambda', async () => {
    expect(
      await invoker.invoke('arn:aws:lambda:eu-west-1:000000000000:function:helper:$LATEST', { do: 'context' }),
    ).toMatchObject({
      functionName: 'helper',
      invokedFunctionArn: 'arn:aws:lambda:eu-west-1:000000000000:function:helper',
      awsRequestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      memoryLimitInMB: '256',
      remaining: expect.toSatisfy((ms: number) => ms > 10_000 && ms <= 15_000),
    });
  });

  test('counts as busy until it has settled, and tells its listeners when it has ended, not before', async () => {
    let told = 0;
    invoker.onEnd(() => {
      told += 1;
    });
    const running = invoker.invoke('helper', { do: 'fail' });
    expect({ busy: invoker.busy(), told }).toEqual({ busy: true, told: 0 });
    await expect(running).rejects.toThrow();
    expect({ busy: invoker.busy(), told }).toEqual({ busy: false, told: 1 });
  });
});

describe('A failed invocation', () => {
  test.each([
    ['helper', { do: 'fail' }, 'OutOfPaper', /no paper/],
    ['helper', { do: 'throw a string' }, 'string', /bare/],
    ['helper', { do: 'return a lot' }, 'Function.ResponseSizeTooLarge', /over 6291456 bytes/],
    ['helper', { do: 'x'.repeat(7_000_000) }, 'RequestEntityTooLargeException', /over 6291456 bytes/],
    ['hasty', { do: 'sleep' }, 'Sandbox.Timedout', /Task timed out after 0.05 seconds/],
    ['empty', {}, 'Runtime.HandlerNotFound', /exports no function named handler/],
    ['absent', {}, 'Runtime.ImportModuleError', /Cannot load .*nowhere.ts/],
    ['stranger', {}, 'Lambda.ResourceNotFoundException', /Function not found: .*:function:stranger$/],
  ])('of %s rejects with the error type and message that Lambda gives', async (name, event, errorType, message) => {
    await expect(invoker.invoke(name, event)).rejects.toMatchObject({
      name: errorType,
      message: expect.stringMatching(message),
    });
  });
});

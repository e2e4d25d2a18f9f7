import { setTimeout as wait } from 'node:timers/promises';
import type { LocalContext } from '#local/invoker/context.ts';

class OutOfPaper extends Error {
  override name = 'OutOfPaper';
}

/** Does what its event asks for. */
export const handler = async (event: { do: string }, context: LocalContext): Promise<unknown> => {
  switch (event.do) {
    case 'echo':
      return { event, now: context.clientContext.custom.now };
    case 'context':
      return { ...context, remaining: context.getRemainingTimeInMillis() };
    case 'fail':
      throw new OutOfPaper('The printer has no paper.');
    case 'throw a string':
      throw 'bare';
    case 'sleep':
      await wait(10_000);
      return undefined;
    case 'return a lot':
      return 'x'.repeat(7_000_000);
    default:
      return undefined;
  }
};

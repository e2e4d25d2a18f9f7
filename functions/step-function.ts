import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import * as z from 'zod';
import { Executing, WaitingInput } from '#contracts/steps.ts';
import type { Customer } from '#domain/customer.ts';
import { isSatisfied, type Waiting } from '#domain/effects.ts';
import type { Deps } from './deps.ts';
import { lazily, logger, timeOf } from './invocation.ts';

type Handle<I, O> = (deps: Deps, input: I, now: string) => Promise<O>;

/** A Task state's function: input and output by contract, one log line, errors under the names that the machine catches. */
export function stepFunction<I, O>(name: string, input: z.ZodType<I>, handle: Handle<I, O>) {
  const deps = lazily(name);
  return middy().handler(async (event: unknown, context: Context): Promise<O> => {
    const parsed = input.safeParse(event);
    if (!parsed.success)
      throw named('Refused', `The input of ${name} is not what its contract says: ${z.prettifyError(parsed.error)}`);
    const { customerId, cycle } = Executing.parse(event);
    try {
      const output = await handle(await deps(), parsed.data, timeOf(context));
      logger.info('step done', { step: name, customerId, cycle });
      return output;
    } catch (error) {
      logger.warn('step failed', {
        step: name,
        customerId,
        cycle,
        error: error instanceof Error ? error.name : 'unknown',
      });
      throw error;
    }
  });
}

/** A step whose token is answered when what it waits for has come; at once when it has come already. */
export function waitingStep(
  name: string,
  what: Waiting,
  act: (deps: Deps, input: WaitingInput, now: string) => Promise<Customer | undefined>,
) {
  return stepFunction(name, WaitingInput, async (deps, input, now) => {
    const { customerId, cycle, token } = input;
    const done = await act(deps, input, now);
    if (done && isSatisfied(done, cycle, what, now)) {
      await deps.answerer.answer(token);
      return {};
    }
    await deps.waits.put(customerId, { token, what, cycle, since: now });
    const customer = await deps.customers.load(customerId);
    if (!customer || isSatisfied(customer, cycle, what, now)) {
      await deps.answerer.answer(token);
      await deps.waits.take(customerId, token);
    }
    return {};
  });
}

function named(name: string, message: string): Error {
  const error = new Error(message);
  error.name = name;
  return error;
}

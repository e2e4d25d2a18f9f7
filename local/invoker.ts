import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { functionArn, functionNameOf } from '#local/arns.ts';
import type { DueSource, LocalClock } from '#local/clock-port.ts';
import { invocationContext, type LocalContext } from '#local/invoker/context.ts';
import { LambdaError, lambdaErrorOf } from '#local/invoker/lambda-error.ts';

/** What the invoker needs to know of a row of the registry. */
type Invocable = { readonly name: string; readonly entry: string; readonly timeoutSeconds?: number };

type Handler = (event: unknown, context: LocalContext) => unknown;

export type Invoker = DueSource & {
  /**
   * Calls a function as Lambda would: the event and the answer travel as JSON, with the row's timeout.
   * @param functionName a name of the registry, or an ARN with one.
   * @throws LambdaError whose `name` is the errorType and whose `message` the errorMessage; what Lambda itself refuses has
   *   the name that Step Functions gives it, `Lambda.ResourceNotFoundException`.
   */
  invoke(functionName: string, event: unknown): Promise<unknown>;
  /** Calls the listener when an invocation has ended, whatever came of it: all that it wrote is written. */
  onEnd(listener: () => void): void;
  /** Resolves when nothing is in flight, or after `withinMs`. */
  drain(withinMs: number): Promise<void>;
};

export type InvokerOptions = {
  readonly rows: readonly Invocable[];
  /** Folder that the rows' entries are relative to. */
  readonly root: string;
  readonly clock: Pick<LocalClock, 'now'>;
  readonly region: string;
};

const defaultTimeoutSeconds = 15;
/** Lambda's limit for the event and for the answer. */
const payloadLimit = 6 * 1024 * 1024;

export function createInvoker({ rows, root, clock, region }: InvokerOptions): Invoker {
  const byName = new Map(rows.map((row) => [row.name, row]));
  const handlers = new Map<string, Handler>();
  const listeners: (() => void)[] = [];
  let inFlight = 0;

  const rowOf = (reference: string): Invocable => {
    const name = functionNameOf(reference);
    const row = byName.get(name);
    if (row === undefined) {
      throw new LambdaError('Lambda.ResourceNotFoundException', `Function not found: ${functionArn(name, region)}`);
    }
    return row;
  };

  /** What could not be loaded is tried anew. */
  const handlerOf = async ({ entry }: Invocable): Promise<Handler> => {
    const known = handlers.get(entry);
    if (known !== undefined) return known;
    const handler = await load(join(root, entry));
    handlers.set(entry, handler);
    return handler;
  };

  const run = async (row: Invocable, event: unknown): Promise<unknown> => {
    const handler = await handlerOf(row);
    const timeoutMs = (row.timeoutSeconds ?? defaultTimeoutSeconds) * 1000;
    const requestId = randomUUID();
    const arn = functionArn(row.name, region);
    const context = invocationContext({ name: row.name, arn, requestId, timeoutMs, now: clock.now() });
    const input = overTheWire(event, 'RequestEntityTooLargeException');
    const answer = await within(timeoutMs, requestId, async () => handler(input, context));
    return overTheWire(answer, 'Function.ResponseSizeTooLarge');
  };

  return {
    name: 'functions',
    nextDueAt: () => undefined,
    fireDue: () => undefined,
    busy: () => inFlight > 0,
    async invoke(functionName, event) {
      inFlight += 1;
      try {
        return await run(rowOf(functionName), event);
      } catch (error) {
        throw lambdaErrorOf(error);
      } finally {
        inFlight -= 1;
        for (const listener of listeners) listener();
      }
    },
    onEnd(listener) {
      listeners.push(listener);
    },
    async drain(withinMs) {
      const until = performance.now() + withinMs;
      while (inFlight > 0 && performance.now() < until) await wait(10);
    },
  };
}

async function load(entry: string): Promise<Handler> {
  let module: unknown;
  try {
    module = await import(pathToFileURL(entry).href);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new LambdaError('Runtime.ImportModuleError', `Error: Cannot load ${entry}: ${reason}`, error);
  }
  if (exportsHandler(module)) return module.handler;
  throw new LambdaError('Runtime.HandlerNotFound', `${entry} exports no function named handler`);
}

function exportsHandler(module: unknown): module is { handler: Handler } {
  return typeof module === 'object' && module !== null && 'handler' in module && typeof module.handler === 'function';
}

function overTheWire(value: unknown, tooLarge: string): unknown {
  const text = JSON.stringify(value) ?? 'null';
  if (Buffer.byteLength(text) > payloadLimit) {
    throw new LambdaError(tooLarge, `The payload of ${Buffer.byteLength(text)} bytes is over ${payloadLimit} bytes.`);
  }
  return JSON.parse(text);
}

async function within<T>(timeoutMs: number, requestId: string, work: () => Promise<T>): Promise<T> {
  const over = Promise.withResolvers<never>();
  const message = `RequestId: ${requestId} Error: Task timed out after ${(timeoutMs / 1000).toFixed(2)} seconds`;
  const timer = setTimeout(() => over.reject(new LambdaError('Sandbox.Timedout', message)), timeoutMs);
  try {
    return await Promise.race([work(), over.promise]);
  } finally {
    clearTimeout(timer);
  }
}

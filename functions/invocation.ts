import { Logger } from '@aws-lambda-powertools/logger';
import type { Context } from 'aws-lambda';
import type { Deps } from './deps.ts';
import { composeRuntime } from './runtime.ts';

/** One line a call, in JSON; never with what people wrote or who they are. */
export const logger = new Logger();

/** Only a caller who may invoke functions directly can set the client context: the local host, to move the clock. */
export function timeOf(context: Context | undefined): string {
  const custom: unknown = context?.clientContext?.custom;
  const now = typeof custom === 'object' && custom !== null && 'now' in custom ? custom.now : undefined;
  return typeof now === 'string' ? now : new Date().toISOString();
}

/** The dependencies of a function, built at its first call and kept for the next. */
export function lazily(name: string): () => Promise<Deps> {
  let made: Promise<Deps> | undefined;
  return () => {
    made ??= composeRuntime(name);
    return made;
  };
}

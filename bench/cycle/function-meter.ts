export type Invocation = { readonly name: string; readonly ms: number };

const invocations: Invocation[] = [];

/** The handler as it is, with its time on the clock noted. */
export function metered<Args extends unknown[], Answer>(name: string, handler: (...args: Args) => Answer) {
  return async (...args: Args): Promise<Awaited<Answer>> => {
    const started = performance.now();
    try {
      return await handler(...args);
    } finally {
      invocations.push({ name, ms: performance.now() - started });
    }
  };
}

/** What was invoked since the last call. */
export function takeInvocations(): Invocation[] {
  return invocations.splice(0);
}

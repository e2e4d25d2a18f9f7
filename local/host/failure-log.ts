import { LambdaError } from '#local/invoker/lambda-error.ts';

export type FailureLog = ReturnType<typeof createFailureLog>;

/** Sentences about failures: where and of which kind, without the messages of functions, which may quote what people wrote. */
export function createFailureLog(tell: (sentence: string) => void) {
  return {
    ofFunction(name: string, error: unknown): void {
      tell(`${name} failed: ${kindOf(error)}${placeOf(error)}`);
    },
    unexpected(error: unknown): void {
      tell(`Unexpected: ${kindOf(error)}${placeOf(error)}`);
    },
  };
}

/** Messages of the runtime itself are about code; those of functions are left out. */
function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const ofRuntime = error instanceof LambdaError && /^(Runtime|Sandbox)\./.test(error.name);
  return ofRuntime ? `${error.name}: ${error.message}` : error.name;
}

function placeOf(error: unknown): string {
  const origin = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const stack = origin instanceof Error ? (origin.stack ?? '') : '';
  const frames = stack.split('\n').filter((line) => /^\s+at /.test(line) && !line.includes('node:internal'));
  return frames
    .slice(0, 4)
    .map((line) => `\n${line}`)
    .join('');
}

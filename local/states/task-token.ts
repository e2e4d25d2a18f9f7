import { bytesOf } from './seeded.ts';

/** A task token names its execution and task, and carries a proof that only this execution can make. */
export function taskToken(executionArn: string, seed: string, task: number): string {
  const proof = bytesOf(`token ${seed}`, task).toString('base64url');
  return Buffer.from(JSON.stringify([executionArn, task, proof])).toString('base64url');
}

/** The execution and task that a token names; undefined when it is no token of ours. The proof is checked against the task. */
export function readToken(token: string): { executionArn: string; task: number } | undefined {
  try {
    const parts: unknown = JSON.parse(Buffer.from(token, 'base64url').toString());
    if (!Array.isArray(parts)) return undefined;
    const [executionArn, task, proof]: unknown[] = parts;
    if (typeof executionArn !== 'string' || typeof task !== 'number' || typeof proof !== 'string') return undefined;
    return { executionArn, task };
  } catch {
    return undefined;
  }
}

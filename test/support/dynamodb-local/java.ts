import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const oldestJava = 11;

/** The command that runs Java: JAVA_HOME's, else the one on the PATH; undefined when there is none, or one too old for DynamoDB Local. */
export async function findJava(env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const command = env.JAVA_HOME ? join(env.JAVA_HOME, 'bin', 'java') : 'java';
  try {
    const { stderr } = await promisify(execFile)(command, ['-version'], { env });
    return (majorVersion(stderr) ?? 0) >= oldestJava ? command : undefined;
  } catch {
    return undefined;
  }
}

/** 8 for `openjdk version "1.8.0_392"`, 17 for `openjdk version "17.0.15" 2025-04-15`. */
function majorVersion(output: string): number | undefined {
  const [, first, second] = /version "(\d+)(?:\.(\d+))?/.exec(output) ?? [];
  if (first === undefined) return undefined;
  return Number(first === '1' ? second : first);
}

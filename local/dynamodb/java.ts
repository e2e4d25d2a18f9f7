import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { hasCode } from '#local/durable-file.ts';
import { StartRefused } from '#local/start-refused.ts';

const oldestJava = 11;

/**
 * The command that runs Java: JAVA_HOME's, else the one on the PATH.
 * @throws StartRefused when there is none, or one too old for DynamoDB Local.
 */
export async function findJava(env: NodeJS.ProcessEnv): Promise<string> {
  const command = env.JAVA_HOME ? join(env.JAVA_HOME, 'bin', 'java') : 'java';
  const version = await javaVersion(command, env);
  if (version === undefined) throw missing(command);
  if (version < oldestJava) throw tooOld(command, version);
  return command;
}

async function javaVersion(command: string, env: NodeJS.ProcessEnv): Promise<number | undefined> {
  try {
    const { stderr } = await promisify(execFile)(command, ['-version'], { env });
    return majorVersion(stderr);
  } catch (error) {
    if (hasCode(error, 'ENOENT') || hasCode(error, 'EACCES')) return undefined;
    // The commands that stand in for Java on a Mac without it exit with an error instead of being absent.
    if (error instanceof Error && 'stderr' in error) return undefined;
    throw error;
  }
}

/** 8 for `openjdk version "1.8.0_392"`, 17 for `openjdk version "17.0.15" 2025-04-15`. */
export function majorVersion(output: string): number | undefined {
  const [, first, second] = /version "(\d+)(?:\.(\d+))?/.exec(output) ?? [];
  if (first === undefined) return undefined;
  return Number(first === '1' ? second : first);
}

function missing(command: string): StartRefused {
  return new StartRefused({
    en: `Java was not found ("${command}"): install Java ${oldestJava} or newer (a JRE is enough) or set JAVA_HOME, then start again.`,
    it: `Java non trovato ("${command}"): installa Java ${oldestJava} o più recente (basta una JRE) o imposta JAVA_HOME, poi riavvia.`,
  });
}

function tooOld(command: string, version: number): StartRefused {
  return new StartRefused({
    en: `Java ${version} ("${command}") is too old: install Java ${oldestJava} or newer or point JAVA_HOME to one, then start again.`,
    it: `Java ${version} ("${command}") è troppo vecchio: installa Java ${oldestJava} o più recente o indicalo con JAVA_HOME, poi riavvia.`,
  });
}

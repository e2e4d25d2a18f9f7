/** The account in whose name everything runs locally. */
export const account = '000000000000';

export function region(env: NodeJS.ProcessEnv): string {
  return env.AWS_REGION || env.AWS_DEFAULT_REGION || 'eu-west-1';
}

export function functionArn(name: string, inRegion: string): string {
  return `arn:aws:lambda:${inRegion}:${account}:function:${name}`;
}

/** The name in a function's ARN, with or without a qualifier; a bare name stays as it is. */
export function functionNameOf(reference: string): string {
  return /^arn:[^:]+:lambda:[^:]*:[^:]*:function:([^:]+)/.exec(reference)?.[1] ?? reference.replace(/:.*$/, '');
}

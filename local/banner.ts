import type { Host } from '#local/host.ts';
import type { Sentence } from '#local/start-refused.ts';

export type Language = keyof Sentence;

/** Italian where the terminal is Italian, English elsewhere. */
export function languageOf(env: NodeJS.ProcessEnv): Language {
  return /^it/i.test(env.LC_ALL || env.LC_MESSAGES || env.LANG || '') ? 'it' : 'en';
}

/** Where everything is, for the person who has just started it. */
export function banner(
  { url, endpoints, dataDir }: Pick<Host, 'url' | 'endpoints' | 'dataDir'>,
  signInLink: string,
  language: Language,
): string {
  const say = texts[language];
  const rows: [string, string][] = [
    [say.product, url],
    [say.mailbox, `${url}/local/mailbox`],
    [say.document, `${url}/openapi.json`],
    [say.clock, `${url}/local/clock`],
    ['DynamoDB', endpoints.dynamodb],
    ['Step Functions', endpoints.sfn],
    ['SES', endpoints.ses],
    ['Scheduler', endpoints.scheduler],
    [say.data, dataDir],
    [say.signIn, signInLink],
    [say.token, 'npm run -s crm -- token --role admin'],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  const table = rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`).join('\n');
  return `\n${say.ready}\n\n${table}\n\n${say.stop}\n`;
}

export const stopping: Sentence = { en: 'Percorso is stopping.', it: 'Percorso si ferma.' };

const texts = {
  en: {
    ready: 'Percorso is running.',
    product: 'Product',
    mailbox: 'Mailbox',
    document: 'API document',
    clock: 'Clock',
    data: 'Data',
    signIn: 'Sign in',
    token: 'Token',
    stop: 'Ctrl-C stops it; the next start goes on where it was.',
  },
  it: {
    ready: 'Percorso è in funzione.',
    product: 'Prodotto',
    mailbox: 'Posta',
    document: 'Documento delle API',
    clock: 'Orologio',
    data: 'Dati',
    signIn: 'Accesso',
    token: 'Token',
    stop: 'Ctrl-C lo ferma; il prossimo avvio riprende da dove era.',
  },
} as const;

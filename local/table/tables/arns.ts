import type { TableContext } from '#local/table/table-context.ts';

type Place = Pick<TableContext, 'region' | 'account'>;

export function tableArn({ region, account }: Place, name: string): string {
  return `arn:aws:dynamodb:${region}:${account}:table/${name}`;
}

export function indexArn(place: Place, table: string, index: string): string {
  return `${tableArn(place, table)}/index/${index}`;
}

export function streamArn(place: Place, table: string, label: string): string {
  return `${tableArn(place, table)}/stream/${label}`;
}

/** The table that an ARN of a table, or of something below it, names; undefined for anything else. */
export function tableNameOf(arn: string): string | undefined {
  return /^arn:[^:]+:dynamodb:[^:]*:[^:]*:table\/([a-zA-Z0-9_.-]{3,255})(?:\/.*)?$/.exec(arn)?.[1];
}

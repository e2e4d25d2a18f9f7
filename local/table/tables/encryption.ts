import { createHash } from 'node:crypto';
import type { TableContext } from '#local/table/table-context.ts';
import { wrong } from '#local/table/tables/wrong.ts';

export type GivenEncryption = {
  readonly Enabled?: boolean;
  readonly SSEType?: 'AES256' | 'KMS';
  readonly KMSMasterKeyId?: string;
};

type Place = Pick<TableContext, 'region' | 'account'>;

const ownAlias = 'alias/aws/dynamodb';

/** @throws TableError ValidationException for parts that do not go together */
export function checkEncryption(given: GivenEncryption | undefined): void {
  if (given === undefined) return;
  const { Enabled: enabled, SSEType: type, KMSMasterKeyId: key } = given;
  if (enabled === false && type !== undefined) throw wrong('SSEType can not be specified if Enabled is false');
  if (enabled === false && key !== undefined) throw wrong('KMSMasterKeyId can not be specified if Enabled is false');
  if (type === 'AES256') throw wrong('SSEType AES256 is not supported');
  if (key !== undefined && type === undefined) throw wrong('SSEType KMS is required if KMSMasterKeyId is specified');
}

/**
 * The ARN of the key that is asked for; undefined when the service's own will do. There is no service of keys here and
 * nothing is encrypted: a key that is not given by its ARN gets one that is always the same.
 */
export function encryptionKey(place: Place, given: GivenEncryption | undefined): string | undefined {
  if (given === undefined || !(given.Enabled ?? given.SSEType !== undefined)) return undefined;
  const key = given.KMSMasterKeyId ?? ownAlias;
  return key.startsWith('arn:') && !key.includes(':alias/') ? key : keyArn(place, key);
}

function keyArn({ region, account }: Place, key: string): string {
  const alias = /alias\/.+$/.exec(key)?.[0];
  return `arn:aws:kms:${region}:${account}:key/${alias === undefined ? key : numberOf(alias)}`;
}

function numberOf(alias: string): string {
  const hex = createHash('sha256').update(alias).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}

export function describeEncryption(key: string | undefined, status: 'ENABLED' | 'UPDATING'): object | undefined {
  return key === undefined ? undefined : { Status: status, SSEType: 'KMS', KMSMasterKeyArn: key };
}

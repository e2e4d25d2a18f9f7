import type { KeySchema } from '#local/table/definition.ts';

/** A key as the service tells it. */
export function keySchema({ hash, range }: KeySchema) {
  return [
    { AttributeName: hash.name, KeyType: 'HASH' },
    ...(range ? [{ AttributeName: range.name, KeyType: 'RANGE' }] : []),
  ];
}

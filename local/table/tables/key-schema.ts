import { type KeySchema, partsIn } from '#local/table/definition.ts';

/** A key as the service tells it. */
export function keySchema(key: KeySchema) {
  return [
    ...partsIn(key, 'hash').map(({ name }) => ({ AttributeName: name, KeyType: 'HASH' })),
    ...partsIn(key, 'range').map(({ name }) => ({ AttributeName: name, KeyType: 'RANGE' })),
  ];
}

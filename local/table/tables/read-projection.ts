import type { IndexDefinition, Projection } from '#local/table/definition.ts';
import { firstRepeated } from '#local/table/first-repeated.ts';
import { wrong } from '#local/table/tables/wrong.ts';
import type { CreateTableInput } from '#local/table/wire/table-shapes.ts';

/** Of the names that all indexes of a table project beside keys; a name counts once for each index. */
const mostNames = 100;

type Given = NonNullable<CreateTableInput['LocalSecondaryIndexes']>[number]['Projection'];

/** @throws TableError ValidationException */
export function readProjection({ ProjectionType: type, NonKeyAttributes: names }: Given): Projection {
  switch (type) {
    case undefined:
      throw wrong('Unknown ProjectionType: null');
    case 'ALL':
    case 'KEYS_ONLY':
      if (names !== undefined) throw wrong(`ProjectionType is ${type}, but NonKeyAttributes is specified`);
      return { type };
    case 'INCLUDE': {
      if (names === undefined) throw wrong('ProjectionType is INCLUDE, but NonKeyAttributes is not specified');
      const twice = firstRepeated(names);
      if (twice !== undefined) throw wrong(`Duplicate element in NonKeyAttributes: ${twice}`);
      return { type, names: names.toSorted() };
    }
    default:
      return type satisfies never;
  }
}

/** @throws TableError ValidationException */
export function refuseManyNames(indexes: readonly IndexDefinition[]): void {
  const names = indexes.flatMap(({ projection }) => (projection.type === 'INCLUDE' ? projection.names : []));
  if (names.length > mostNames) {
    throw wrong(
      `Number of NonKeyAttributes of all indexes, ${names.length}, exceeds the per-table limit of ${mostNames}`,
    );
  }
}

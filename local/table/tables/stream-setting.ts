import type { StreamDefinition } from '#local/table/definition.ts';
import type { StreamState } from '#local/table/table-store.ts';
import { wrong } from '#local/table/tables/wrong.ts';
import type { CreateTableInput } from '#local/table/wire/table-shapes.ts';

type Given = CreateTableInput['StreamSpecification'];

/** @throws TableError ValidationException */
export function checkNewStream(given: Given): void {
  if (given?.StreamEnabled && given.StreamViewType === undefined) {
    throw wrong('Table is being created with a stream enabled, UpdateViewType is required');
  }
  if (given?.StreamEnabled === false && given.StreamViewType !== undefined) {
    throw wrong('Table is being created with a stream disabled, UpdateViewType should not be specified');
  }
}

/** @throws TableError ValidationException */
export function checkStreamUpdate(given: Given): void {
  if (given?.StreamEnabled && given.StreamViewType === undefined) {
    throw wrong('If stream is being enabled then UpdateViewType is required');
  }
  if (given?.StreamEnabled === false && given.StreamViewType !== undefined) {
    throw wrong('If stream is being disabled, then UpdateViewType must not be specified');
  }
}

/**
 * The stream that a specification opens at this moment (epoch milliseconds); undefined when it opens none.
 * @param streams those that are known, of which a table's new one differs by its label
 */
export function openedStream(
  given: Given,
  now: number,
  tableName: string,
  streams: readonly StreamState[],
): StreamDefinition | undefined {
  if (!given?.StreamEnabled || given.StreamViewType === undefined) return undefined;
  const times = streams.filter((stream) => stream.tableName === tableName).map(({ label }) => timeOf(label) + 1);
  return { label: labelOf(Math.max(now, ...times)), view: given.StreamViewType };
}

const labelOf = (at: number): string => new Date(at).toISOString().replace('Z', '');

/** Epoch milliseconds at which a stream was enabled. */
export const timeOf = (label: string): number => Date.parse(`${label}Z`);

import type { StreamDefinition } from '#local/table/definition.ts';
import { invalid } from '#local/table/table-error.ts';
import type { CreateTableInput } from '#local/table/wire/table-shapes.ts';

/**
 * The stream that a specification opens at this moment (epoch milliseconds); undefined when it opens none.
 * @throws TableError ValidationException
 */
export function newStream(given: CreateTableInput['StreamSpecification'], now: number): StreamDefinition | undefined {
  if (given === undefined) return undefined;
  const { StreamEnabled: enabled, StreamViewType: view } = given;
  if (!enabled) {
    if (view === undefined) return undefined;
    throw invalid(
      'One or more parameter values were invalid: StreamViewType cannot be specified when StreamEnabled is set to false',
    );
  }
  if (view === undefined) {
    throw invalid(
      'One or more parameter values were invalid: StreamViewType must be specified when StreamEnabled is set to true',
    );
  }
  return { label: new Date(now).toISOString().replace('Z', ''), view };
}

import type { TableDefinition } from '#local/table/definition.ts';
import type { TableContext } from '#local/table/table-context.ts';
import type { ReadView } from '#local/table/table-store.ts';
import { describe, summarizeBilling } from '#local/table/tables/describe.ts';
import type { GlobalDescription } from '#local/table/tables/describe-indexes.ts';
import { describeEncryption } from '#local/table/tables/encryption.ts';
import { describeOnDemand } from '#local/table/tables/on-demand.ts';
import { hasMembers } from '#local/table/tables/update-rules.ts';
import type { UpdateTableInput } from '#local/table/wire/table-shapes.ts';

type Description = ReturnType<typeof describe>;

/**
 * What the service answers before it has done what it is asked for: some of it is told as it will be, some as it was.
 * To be called before the table is saved; the result is to be called after.
 */
export function answerUpdate(context: TableContext, view: ReadView, table: TableDefinition, input: UpdateTableInput) {
  const before = describe(context, view, table);
  return (changed: TableDefinition): object => {
    const after = describe(context, view, changed);
    const isSwitched = changed.billing !== table.billing;
    const { TableClassSummary: _, SSEDescription: __, GlobalSecondaryIndexes: ___, ...told } = after;
    const encryption = input.SSESpecification ? encryptionBeingChanged(table) : after.SSEDescription;
    const indexes = indexesBeingChanged(before.GlobalSecondaryIndexes, after.GlobalSecondaryIndexes, input, isSwitched);
    return {
      ...told,
      AttributeDefinitions: hasDeletion(input) ? before.AttributeDefinitions : after.AttributeDefinitions,
      TableStatus: takesTime(input) ? 'UPDATING' : 'ACTIVE',
      ...(input.ProvisionedThroughput && !isSwitched && { ProvisionedThroughput: unitsBeingChanged(before, after) }),
      ...(isSwitched && summarizeBilling(changed.billing)),
      ...(before.TableClassSummary && { TableClassSummary: before.TableClassSummary }),
      ...(encryption && { SSEDescription: encryption }),
      ...onDemandAsAsked(changed, input),
      WarmThroughput: input.WarmThroughput ? { ...before.WarmThroughput, Status: 'UPDATING' } : before.WarmThroughput,
      ...(indexes.length > 0 && { GlobalSecondaryIndexes: indexes }),
    };
  };
}

/** The rest is done at once, or is told of by a status of its own. */
function takesTime(input: UpdateTableInput): boolean {
  const { ProvisionedThroughput, BillingMode, StreamSpecification, TableClass } = input;
  const isMadeOrDropped = input.GlobalSecondaryIndexUpdates?.some(({ Create, Delete }) => Create ?? Delete);
  return Boolean(ProvisionedThroughput ?? BillingMode ?? StreamSpecification ?? TableClass) || isMadeOrDropped === true;
}

const hasDeletion = ({ GlobalSecondaryIndexUpdates }: UpdateTableInput): boolean =>
  GlobalSecondaryIndexUpdates?.some(({ Delete }) => Delete) === true;

/** The numbers that were, with the time at which they changed. */
function unitsBeingChanged(before: Pick<Description, 'ProvisionedThroughput'>, after: typeof before) {
  const { ReadCapacityUnits, WriteCapacityUnits, NumberOfDecreasesToday } = before.ProvisionedThroughput;
  return { ...after.ProvisionedThroughput, ReadCapacityUnits, WriteCapacityUnits, NumberOfDecreasesToday };
}

function encryptionBeingChanged({ settings }: TableDefinition): object {
  return describeEncryption(settings.encryptionKey, 'UPDATING') ?? { Status: 'UPDATING' };
}

/** Bounds that are taken away are told as they were given. */
function onDemandAsAsked({ settings }: TableDefinition, { OnDemandThroughput: given }: UpdateTableInput) {
  if (!hasMembers(given)) return {};
  return { OnDemandThroughput: { ...describeOnDemand(settings.onDemand), ...given } };
}

function indexesBeingChanged(
  before: readonly GlobalDescription[] = [],
  after: readonly GlobalDescription[] = [],
  { GlobalSecondaryIndexUpdates: updates = [] }: UpdateTableInput,
  isSwitched: boolean,
): object[] {
  const old = before.map((index) => {
    const now = after.find(({ IndexName }) => IndexName === index.IndexName);
    if (now === undefined) return { ...index, IndexStatus: 'DELETING' };
    const update = updates.find(({ Update }) => Update?.IndexName === index.IndexName)?.Update;
    if (update === undefined) return now;
    const { ProvisionedThroughput: units, OnDemandThroughput: bounds, WarmThroughput: warm } = update;
    return {
      ...now,
      IndexStatus: (units ?? bounds) ? 'UPDATING' : now.IndexStatus,
      ...(units && !isSwitched && { ProvisionedThroughput: unitsBeingChanged(index, now) }),
      WarmThroughput: warm ? { ...index.WarmThroughput, Status: 'UPDATING' } : index.WarmThroughput,
    };
  });
  const made = after.filter(({ IndexName }) => !before.some((index) => index.IndexName === IndexName));
  return [...old, ...made.map((index) => ({ ...index, IndexStatus: 'CREATING', Backfilling: false }))];
}

import type { TableDefinition, TableSettings } from '#local/table/definition.ts';
import type { TableContext } from '#local/table/table-context.ts';
import { invalid } from '#local/table/table-error.ts';
import type { ReadView } from '#local/table/table-store.ts';
import { encryptionKey } from '#local/table/tables/encryption.ts';
import { lookUp } from '#local/table/tables/look-up.ts';
import { readOnDemand } from '#local/table/tables/on-demand.ts';
import { openedStream } from '#local/table/tables/stream-setting.ts';
import { readClass } from '#local/table/tables/table-class.ts';
import { refuseBeyondLimits, throughputOf } from '#local/table/tables/units.ts';
import { answerUpdate } from '#local/table/tables/update-answer.ts';
import { changeIndexes } from '#local/table/tables/update-indexes.ts';
import { checkUpdate } from '#local/table/tables/update-rules.ts';
import { changeUnits } from '#local/table/tables/update-throughput.ts';
import { readRaisedWarm, warmOf } from '#local/table/tables/warm.ts';
import { wrong } from '#local/table/tables/wrong.ts';
import type { UpdateTableInput } from '#local/table/wire/table-shapes.ts';

/** Everything is done when it is answered for, indexes filled, although the answer says that it is being done. */
export async function updateTable(context: TableContext, input: UpdateTableInput): Promise<object> {
  checkUpdate(input);
  return await context.store.write((view) => {
    const before = lookUp(view, input.TableName);
    const billed = changeBilling(context, before, input);
    const indexed = changeIndexes(context, billed, input, before.billing);
    const after = changeStream(context, view, { ...indexed, settings: changeSettings(context, indexed, input) }, input);
    const answer = answerUpdate(context, view, before, input);
    view.save(after);
    return { TableDescription: answer(after) };
  });
}

function changeBilling(context: TableContext, table: TableDefinition, input: UpdateTableInput): TableDefinition {
  const { ProvisionedThroughput: units, BillingMode: billing = table.billing } = input;
  if (billing === 'PAY_PER_REQUEST' && units !== undefined) {
    throw wrong(
      'Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST',
    );
  }
  const kept = { ...table.settings, warm: warmOf(table.billing, table.throughput, table.settings.warm) };
  const protection = { deletionProtection: input.DeletionProtectionEnabled ?? table.deletionProtection };
  if (billing === table.billing) {
    if (units === undefined) return { ...table, ...protection };
    return { ...table, ...protection, throughput: changeUnits(context, table.throughput, units), settings: kept };
  }
  if (units) refuseBeyondLimits(context, units);
  const { onDemand: _, ...settings } = kept;
  return {
    ...table,
    billing,
    throughput: { ...table.throughput, ...throughputOf(units) },
    settings: billing === 'PAY_PER_REQUEST' ? { ...settings, payPerRequestAt: context.now() } : settings,
  };
}

function changeSettings(context: TableContext, table: TableDefinition, input: UpdateTableInput): TableSettings {
  const { onDemand: before, encryptionKey: keyBefore, ...settings } = table.settings;
  const rules = { region: context.region, billing: table.billing, isUpdate: true };
  const onDemand = readOnDemand(input.OnDemandThroughput, rules, before);
  const known = warmOf(table.billing, table.throughput, settings.warm);
  const warm = input.WarmThroughput && readRaisedWarm(context, input.WarmThroughput, known);
  const key = changeKey(context, keyBefore, input);
  return {
    ...settings,
    ...(onDemand && { onDemand }),
    ...(warm && { warm }),
    ...(key !== undefined && { encryptionKey: key }),
    ...changeClass(context, settings, input),
  };
}

function changeKey(context: TableContext, before: string | undefined, { SSESpecification: given }: UpdateTableInput) {
  if (given === undefined) return before;
  const key = encryptionKey(context, given);
  if (key === undefined && before === undefined) throw wrong('Table is already encrypted by default');
  if (before !== undefined && given.KMSMasterKeyId === before) {
    throw wrong(
      'Table is already encrypted with given KMSMasterKeyId. Use KMSMasterKeyId parameter if you want to change Master Key',
    );
  }
  return key;
}

/** All tables are of the standard class unless they are told otherwise. */
function changeClass({ now }: TableContext, settings: TableSettings, { TableClass }: UpdateTableInput) {
  const wanted = readClass(TableClass);
  if (wanted === undefined || wanted === (settings.tableClass ?? 'STANDARD')) return {};
  return { tableClass: wanted, tableClassAt: now() };
}

function changeStream(context: TableContext, view: ReadView, table: TableDefinition, input: UpdateTableInput) {
  const wanted = input.StreamSpecification;
  if (wanted === undefined) return table;
  const { stream, ...rest } = table;
  if (wanted.StreamEnabled && stream) throw invalid(`Table already has an enabled stream: TableName: ${table.name}`);
  if (!wanted.StreamEnabled && !stream) throw invalid(`Table has no stream to disable: TableName: ${table.name}`);
  const opened = openedStream(wanted, context.now(), table.name, view.streams());
  if (opened) return { ...rest, stream: opened };
  return { ...rest, settings: { ...rest.settings, ...(stream && { latestStream: stream.label }) } };
}

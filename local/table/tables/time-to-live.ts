import type { TableContext } from '#local/table/table-context.ts';
import { invalid } from '#local/table/table-error.ts';
import { lookUp } from '#local/table/tables/look-up.ts';
import type { DescribeTimeToLiveInput, UpdateTimeToLiveInput } from '#local/table/wire/setting-shapes.ts';

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTimeToLive.html */
const betweenChangesMs = 3_600_000;

/** Takes effect at once; as of AWS, not twice within an hour. */
export async function updateTimeToLive({ store, now }: TableContext, input: UpdateTimeToLiveInput): Promise<object> {
  const { Enabled: enabled, AttributeName: attribute } = input.TimeToLiveSpecification;
  await store.write((view) => {
    const { timeToLive, ...table } = lookUp(view, input.TableName);
    if (timeToLive && timeToLive.attribute !== attribute) {
      throw invalid(
        `TimeToLive is active on a different AttributeName: current AttributeName is ${timeToLive.attribute}`,
      );
    }
    if (enabled && timeToLive) throw invalid('TimeToLive is already enabled');
    if (!enabled && !timeToLive) throw invalid('TimeToLive is already disabled');
    if (now() - (table.timeToLiveChangedAt ?? Number.NEGATIVE_INFINITY) < betweenChangesMs) {
      throw invalid('Time to live has been modified multiple times within a fixed interval');
    }
    view.save({ ...table, timeToLiveChangedAt: now(), ...(enabled && { timeToLive: { attribute } }) });
  });
  return { TimeToLiveSpecification: { Enabled: enabled, AttributeName: attribute } };
}

export async function describeTimeToLive({ store }: TableContext, input: DescribeTimeToLiveInput): Promise<object> {
  const { timeToLive } = await store.read((view) => lookUp(view, input.TableName));
  return {
    TimeToLiveDescription: timeToLive
      ? { TimeToLiveStatus: 'ENABLED', AttributeName: timeToLive.attribute }
      : { TimeToLiveStatus: 'DISABLED' },
  };
}

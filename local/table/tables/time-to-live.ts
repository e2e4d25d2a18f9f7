import type { TableContext } from '#local/table/table-context.ts';
import { invalid } from '#local/table/table-error.ts';
import { lookUp } from '#local/table/tables/look-up.ts';
import type { DescribeTimeToLiveInput, UpdateTimeToLiveInput } from '#local/table/wire/setting-shapes.ts';

/** Takes effect at once, and may be changed as often as one likes: the service wants half an hour between two changes. */
export async function updateTimeToLive({ store }: TableContext, input: UpdateTimeToLiveInput): Promise<object> {
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
    view.save(enabled ? { ...table, timeToLive: { attribute } } : table);
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

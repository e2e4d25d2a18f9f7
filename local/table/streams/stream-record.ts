import { createHash } from 'node:crypto';
import { keyOf } from '#local/table/definition.ts';
import { sequenceText } from '#local/table/streams/shard.ts';
import type { TableContext } from '#local/table/table-context.ts';
import type { StreamRow, StreamState } from '#local/table/table-store.ts';
import { itemSize } from '#local/table/values/size.ts';

export type StreamRecord = ReturnType<typeof describeRecord>;

/** A change of an item as the service tells it; its time is in whole seconds. */
export function describeRecord(
  { region }: Pick<TableContext, 'region'>,
  { table, label }: StreamState,
  row: StreamRow,
) {
  const view = table.stream?.view;
  const keys = keyOf(table.key, row.keys);
  const images = {
    ...((view === 'NEW_IMAGE' || view === 'NEW_AND_OLD_IMAGES') && row.after && { NewImage: row.after }),
    ...((view === 'OLD_IMAGE' || view === 'NEW_AND_OLD_IMAGES') && row.before && { OldImage: row.before }),
  };
  const size = [keys, ...Object.values(images)].reduce((sum, image) => sum + itemSize(image), 0);
  return {
    eventID: createHash('md5').update(`${table.name} ${label} ${row.sequence}`).digest('hex'),
    eventName: row.event,
    eventVersion: '1.1',
    eventSource: 'aws:dynamodb',
    awsRegion: region,
    dynamodb: {
      ApproximateCreationDateTime: Math.floor(row.at / 1000),
      Keys: keys,
      ...images,
      SequenceNumber: sequenceText(row.sequence),
      SizeBytes: size,
      StreamViewType: view,
    },
    ...(row.expired && { userIdentity: { Type: 'Service', PrincipalId: 'dynamodb.amazonaws.com' } }),
  };
}

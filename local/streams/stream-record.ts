import { randomUUID } from 'node:crypto';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { _Record as SdkRecord } from '@aws-sdk/client-dynamodb-streams';

type Attributes = Record<string, AttributeValue>;

/** A record of a table's stream as Lambda hands it over: times in seconds, binary values in base64. */
export type StreamRecord = {
  readonly eventID: string;
  readonly eventName: string;
  readonly eventVersion: '1.1';
  readonly eventSource: 'aws:dynamodb';
  readonly awsRegion: string;
  readonly eventSourceARN: string;
  readonly dynamodb: {
    readonly ApproximateCreationDateTime: number;
    readonly Keys: Attributes;
    readonly NewImage?: Attributes;
    readonly SequenceNumber: string;
    readonly SizeBytes: number;
    readonly StreamViewType: 'NEW_IMAGE';
  };
};

export type StreamSource = { readonly streamArn: string; readonly region: string; readonly partitionKey: string };

/**
 * @param record the service's JSON, as `recordsClient` gives it
 * @param now virtual epoch milliseconds
 */
export function lambdaRecord(record: SdkRecord, { streamArn, region }: StreamSource, now: number): StreamRecord {
  const { Keys = {}, NewImage, SequenceNumber = '', SizeBytes = 0 } = record.dynamodb ?? {};
  return {
    ...frame(record.eventID ?? randomUUID(), record.eventName ?? 'MODIFY', streamArn, region),
    dynamodb: {
      ApproximateCreationDateTime: Math.floor(now / 1000),
      Keys,
      ...(NewImage === undefined ? {} : { NewImage }),
      SequenceNumber,
      SizeBytes,
      StreamViewType: 'NEW_IMAGE',
    },
  };
}

/** An item as if it had just been written: for one whose record may have gone before it was read. */
export function recordOfItem(
  item: Attributes,
  keyNames: readonly string[],
  { streamArn, region }: StreamSource,
  now: number,
): StreamRecord {
  const keys = Object.entries(item).filter(([name]) => keyNames.includes(name));
  return {
    ...frame(randomUUID(), 'MODIFY', streamArn, region),
    dynamodb: {
      ApproximateCreationDateTime: Math.floor(now / 1000),
      Keys: onTheWire(Object.fromEntries(keys)),
      NewImage: onTheWire(item),
      SequenceNumber: String(now).padStart(21, '0'),
      SizeBytes: 0,
      StreamViewType: 'NEW_IMAGE',
    },
  };
}

/** Records with the same text concern items of the same partition. */
export function partitionOf(record: StreamRecord, partitionKey: string): string {
  return JSON.stringify(record.dynamodb.Keys[partitionKey]);
}

function frame(eventID: string, eventName: string, eventSourceARN: string, awsRegion: string) {
  return { eventID, eventName, eventVersion: '1.1', eventSource: 'aws:dynamodb', awsRegion, eventSourceARN } as const;
}

function onTheWire(attributes: Attributes): Attributes {
  return JSON.parse(
    JSON.stringify(attributes, (_, value: unknown) =>
      value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value,
    ),
  );
}

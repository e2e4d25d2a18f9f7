import Big from 'big.js';

/**
 * An answer without what no two servers have in common: ids and times, the order of sets, zeros of numbers that say
 * nothing (DynamoDB Local keeps them within lists and maps), the spelling of `message`.
 */
export type Told =
  | { readonly status: number; readonly body: unknown }
  | {
      readonly status: number;
      readonly error: string;
      readonly message: string | undefined;
      /** What stands beside the message: `Item`, `CancellationReasons`. */
      readonly extra: unknown;
    };

export function told(status: number, text: string): Told {
  const body: unknown = text === '' ? undefined : JSON.parse(text);
  if (status === 200 || typeof body !== 'object' || body === null) return { status, body: comparable(body) };
  const { __type, message, Message, ...extra } = body as Record<string, unknown>;
  return {
    status,
    error: String(__type).replace(/^.*#/, ''),
    message: (message ?? Message)?.toString(),
    extra: comparable(extra),
  };
}

const different = new Set([
  'TableArn',
  'TableId',
  'IndexArn',
  'LatestStreamArn',
  'LatestStreamLabel',
  'StreamArn',
  'StreamLabel',
  'ShardId',
  'SequenceNumber',
  'StartingSequenceNumber',
  'EndingSequenceNumber',
  'ShardIterator',
  'NextShardIterator',
  'eventID',
  'CreationDateTime',
  'CreationRequestDateTime',
  'ApproximateCreationDateTime',
  'LastIncreaseDateTime',
  'LastDecreaseDateTime',
  'LastUpdateToPayPerRequestDateTime',
]);

/** Attributes that happen to have such a name are objects and stay as they are. */
function comparable(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(comparable);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => {
      if (different.has(name) && typeof member !== 'object') return [name, `some ${name}`];
      if (name === 'N' && typeof member === 'string') return [name, plain(member)];
      if (isSet(name, member)) return [name, (name === 'NS' ? member.map(plain) : member).toSorted()];
      return [name, comparable(member)];
    }),
  );
}

function isSet(name: string, member: unknown): member is string[] {
  return (
    (name === 'SS' || name === 'NS' || name === 'BS') &&
    Array.isArray(member) &&
    member.every((each) => typeof each === 'string')
  );
}

function plain(number: string): string {
  try {
    return new Big(number.replace(/^\+/, '')).toFixed();
  } catch {
    return number;
  }
}

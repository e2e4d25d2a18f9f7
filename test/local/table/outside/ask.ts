import { signed } from '#test/local/table/wire/start-table.ts';

export type Asked<T> = { readonly status: number; readonly body: T };

const ofStreams = new Set(['ListStreams', 'DescribeStream', 'GetShardIterator', 'GetRecords']);

/** One request; a text is sent as it is. Changed tags are answered without a body, told as an empty one. */
export async function ask<T = { readonly __type?: string }>(
  address: string,
  operation: string,
  input: unknown,
): Promise<Asked<T>> {
  const service = ofStreams.has(operation) ? 'DynamoDBStreams_20120810' : 'DynamoDB_20120810';
  const answer = await fetch(address, {
    method: 'POST',
    headers: { ...signed, 'x-amz-target': `${service}.${operation}` },
    body: typeof input === 'string' ? input : JSON.stringify(input),
  });
  const told = await answer.text();
  return { status: answer.status, body: JSON.parse(told || '{}') as T };
}

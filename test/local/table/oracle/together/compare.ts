import { sortedByText } from '../reads/compare.ts';
import type { Told } from '../told.ts';

type Reason = { readonly Code: string; readonly Message?: string | undefined; readonly Item?: object };

/**
 * What DynamoDB Local says, as the service says it: what is wrong with an entry for its table or its item is the reason of a
 * cancelled transaction (the reasons are listed in
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TransactWriteItems.html), and a key that is none is told
 * in one sentence (dynalite, test/getItem.js).
 */
export function meaningOf(told: Told): unknown {
  if (!('error' in told)) return inOrder(told.body);
  const reasons = reasonsOf(told.extra);
  if (told.error === 'TransactionCanceledException' && reasons) {
    return {
      error: told.error,
      reasons: reasons.map(({ Message, ...rest }) => ({ ...rest, Message: plain(Message) })),
    };
  }
  if (told.error === 'ResourceNotFoundException') return told.error;
  return { error: told.error, message: plain(told.message) };
}

/**
 * True where DynamoDB Local stops at what the service gives as the reason of one entry among the others': it refuses the
 * whole request for it, or gives it as the only one.
 */
export function isReasonOf(oracle: Told, embedded: Told): boolean {
  if (!('error' in oracle && 'error' in embedded)) return false;
  const all = reasonsOf(embedded.extra) ?? [];
  const [sole, ...more] = reasonsOf(oracle.extra) ?? [{ Code: oracle.error, Message: oracle.message }];
  if (sole === undefined || more.length > 0 || !/^Validation(?:Error|Exception)$/.test(sole.Code)) return false;
  if (sole.Message === repeated) return all.some(({ Code }) => Code === 'ValidationError');
  return all.some(({ Code, Message }) => Code === 'ValidationError' && plain(Message) === plain(sole.Message));
}

/** The service sees it behind keys that do not fit their tables: https://github.com/floci-io/floci/pull/3674 */
const repeated = 'Transaction request cannot include multiple operations on one item';

function reasonsOf(extra: unknown): readonly Reason[] | undefined {
  return (extra as { readonly CancellationReasons?: readonly Reason[] }).CancellationReasons;
}

const noKey = 'The provided key element does not match the schema';

function plain(message: string | undefined): string | undefined {
  if (message === undefined) return undefined;
  return message
    .replace(/\.$/, '')
    .replace(
      /^The number of conditions on the keys is invalid$|^One of the required keys was not given a value$|^Invalid attribute value type$/,
      noKey,
    )
    .replace(/^One or more parameter values were invalid: (?:Missing the key|Type mismatch for key).*/, noKey)
    .replace(/^(One or more parameter values were invalid: Type mismatch for Index Key).*/, '$1')
    .replace(
      /^A value provided cannot be converted into a number$/,
      'The parameter cannot be converted to a numeric value: one',
    );
}

/**
 * Items of a batch have no order; DynamoDB Local tells no collections, and in a transaction it tells of an item of which
 * nothing is wanted: https://github.com/ExtendDB/extenddb/issues/74
 */
function inOrder(body: unknown): unknown {
  const { Responses, ...rest } = body as {
    readonly Responses?: Readonly<Record<string, readonly object[]>> | readonly object[];
  };
  if (Responses === undefined) return body;
  if (isList(Responses)) return { ...rest, Responses: Responses.map(wanted) };
  return {
    ...rest,
    Responses: Object.fromEntries(Object.entries(Responses).map(([name, items]) => [name, sortedByText(items)])),
  };
}

function wanted(response: object): object {
  return 'Item' in response && JSON.stringify(response.Item) === '{}' ? {} : response;
}

const isList = (responses: object): responses is readonly object[] => Array.isArray(responses);

import { randomBytes } from 'node:crypto';
import { JsonText } from '#local/table/json-text.ts';
import type { TableError, TableErrorName } from '#local/table/table-error.ts';
import type { TableAnswer } from './message.ts';

export function answerOf(status: number, type: string, answer: object): TableAnswer {
  return piecesAnswer(status, type, answer instanceof JsonText ? answer.pieces : [JSON.stringify(answer)]);
}

export function errorAnswer(type: string, error: TableError): TableAnswer {
  return answerOf(error.name === 'InternalServerError' ? 500 : 400, type, errorBody(error));
}

export function textAnswer(status: number, type: string, text: string, ...more: readonly string[]): TableAnswer {
  return piecesAnswer(status, type, [text], ...more);
}

function piecesAnswer(
  status: number,
  type: string,
  pieces: readonly string[],
  ...more: readonly string[]
): TableAnswer {
  return {
    status,
    headers: ['Server', 'Server', 'x-amzn-RequestId', requestId(), 'content-type', type, ...more],
    pieces,
  };
}

/** Of a request that is too long to be read; its connection is of no use any more. */
export const tooLarge = (): TableAnswer => textAnswer(413, 'text/plain', '', 'connection', 'close');
/** Errors of the protocol and of the checks of a request come from layers before the service's own. */
const layers: { readonly [Name in TableErrorName]?: string } = {
  ValidationException: 'com.amazon.coral.validate',
  SerializationException: 'com.amazon.coral.service',
  UnknownOperationException: 'com.amazon.coral.service',
  MissingAuthenticationTokenException: 'com.amazon.coral.service',
  IncompleteSignatureException: 'com.amazon.coral.service',
  InvalidSignatureException: 'com.amazon.coral.service',
  AccessDeniedException: 'com.amazon.coral.service',
};

function errorBody({ name, message, extra }: TableError): object {
  const type = `${layers[name] ?? 'com.amazonaws.dynamodb.v20120810'}#${name}`;
  if (message === '') return { __type: type, ...extra };
  const isCapitalised = capitalised.has(name) || 'Item' in extra;
  return isCapitalised ? { __type: type, Message: message, ...extra } : { __type: type, message, ...extra };
}

/** The service spells the member in two ways, this one also beside the item of a failed condition; clients take both. */
const capitalised = new Set<TableErrorName>([
  'SerializationException',
  'AccessDeniedException',
  'TransactionCanceledException',
  'IdempotentParameterMismatchException',
]);

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345';
/** All ids of the service end alike. */
const idEnd = 'VV4KQNSO5AEMVJF66Q9ASUAAJG';
let pool = Buffer.alloc(0);
let used = 0;

function requestId(): string {
  if (used + idEnd.length > pool.length) {
    pool = randomBytes(idEnd.length * 256);
    used = 0;
  }
  let id = '';
  for (let index = 0; index < idEnd.length; index += 1) id += letters[(pool[used + index] ?? 0) & 31];
  used += idEnd.length;
  return id + idEnd;
}

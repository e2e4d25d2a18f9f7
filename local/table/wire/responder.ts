import { type Authorize, callerApp } from '#local/aws-caller.ts';
import { BodyTooLarge } from '#local/http.ts';
import { onlyForThisMachine } from '#local/loopback.ts';
import type { TableContext } from '#local/table/table-context.ts';
import { TableError } from '#local/table/table-error.ts';
import { answerOf, errorAnswer, textAnswer, tooLarge } from './answer.ts';
import { checkSignature } from './authentication.ts';
import type { Shape } from './kinds/shape.ts';
import type { Responder, TableRequest } from './message.ts';
import { pack } from './pack.ts';
import { checkPermission } from './permission.ts';
import { parseBody, readInput } from './read-input.ts';
import { type Inputs, type OperationName, shapes } from './shapes.ts';
import { operationOf } from './target.ts';
import { unpack } from './unpack.ts';

/** An operation gets its input read and within the service's constraints, and throws TableError for everything else. */
export type Operations = {
  readonly [Name in OperationName]?: (context: TableContext, input: Inputs[Name]) => Promise<object>;
};

export type ResponderOptions = {
  readonly context: TableContext;
  readonly operations: Operations;
  /** Why a caller (by the app in its User-Agent) may not do an action like `dynamodb:GetItem`; by default all may. */
  readonly authorize?: Authorize;
  /** False for a request from elsewhere, which is refused unread; by default nobody is. */
  readonly mayAsk?: (request: Pick<TableRequest, 'headers'>) => boolean;
  /** Told of what an operation threw that is no answer of the service: a bug. The caller gets no details of it. */
  readonly onTrouble?: (error: unknown, operation: string) => void;
};

const ownType = 'application/x-amz-json-1.0';

/** The JSON protocol of DynamoDB and DynamoDB Streams. */
export function createResponder(options: ResponderOptions): Responder {
  return async (request) => {
    if (options.mayAsk?.(request) === false) return textAnswer(403, 'text/plain', onlyForThisMachine);
    if (request.method === 'GET' && atTheTop.test(request.url ?? '')) {
      return textAnswer(200, 'text/plain', health(options.context));
    }
    const type = typeOf(request);
    if (type === undefined) return textAnswer(404, 'text/plain', '<UnknownOperationException/>\n');
    try {
      const encoding = request.headers['content-encoding'];
      const plain = encoding === undefined ? request : { ...request, body: await unpack(request.body, encoding) };
      const answer = answerOf(200, type, await perform(options, plain));
      const accepted = request.headers['accept-encoding'];
      return accepted === undefined ? answer : await pack(answer, accepted);
    } catch (thrown) {
      if (thrown instanceof TableError) return errorAnswer(type, thrown);
      if (thrown instanceof BodyTooLarge) return tooLarge();
      options.onTrouble?.(thrown, String(request.headers['x-amz-target']));
      return errorAnswer(type, new TableError('InternalServerError', 'The request could not be carried out.'));
    }
  };
}

const atTheTop = /^\/?(?:\?|$)/;
const health = ({ region }: TableContext) => `healthy: dynamodb.${region}.amazonaws.com `;

/** The type in which to answer; undefined for what does not speak this protocol. */
function typeOf({ method, headers, body }: TableRequest): string | undefined {
  const type = headers['content-type'];
  if (method !== 'POST') return undefined;
  if (type === ownType) return type;
  const bare = (type ?? '').split(';', 1)[0]?.trim();
  if (bare === ownType) return bare;
  return bare === 'application/json' || body.length === 0 ? 'application/json' : undefined;
}

/** In the order in which the service looks. */
function perform(options: ResponderOptions, request: TableRequest): Promise<object> {
  const value = request.body.length === 0 ? undefined : parseBody(request.body);
  const operation = operationOf(request.headers['x-amz-target']?.toString());
  checkSignature(request);
  return call(options, request, operation, value);
}

function call<Name extends OperationName>(
  { context, operations, authorize }: ResponderOptions,
  request: TableRequest,
  name: Name,
  value: unknown,
): Promise<object> {
  const operation = operations[name];
  if (operation === undefined)
    throw new TableError('UnknownOperationException', `This local table does not have ${name}.`);
  const input = readInput(inputs[name], value);
  if (authorize !== undefined) checkPermission((action) => authorize(callerApp(request), action), name, input);
  return operation(context, input);
}

const inputs: { readonly [Name in OperationName]: Shape<Inputs[Name]> } = shapes;

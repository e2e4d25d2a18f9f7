import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Authorize } from '#local/aws-caller.ts';
import { BodyTooLarge, type LocalHandler } from '#local/http.ts';
import type { TableContext } from '#local/table/table-context.ts';
import { TableError } from '#local/table/table-error.ts';
import { sendAnswer, sendError, sendText } from './answer.ts';
import { checkSignature } from './authentication.ts';
import type { Shape } from './kinds/shape.ts';
import { checkPermission } from './permission.ts';
import { parseBody, readInput } from './read-input.ts';
import { receive } from './receive.ts';
import { type Inputs, type OperationName, shapes } from './shapes.ts';
import { operationOf } from './target.ts';

/** An operation gets its input read and within the service's constraints, and throws TableError for everything else. */
export type Operations = {
  readonly [Name in OperationName]?: (context: TableContext, input: Inputs[Name]) => Promise<object>;
};

export type TableHandlerOptions = {
  readonly context: TableContext;
  readonly operations: Operations;
  /** Why a caller (by the app in its User-Agent) may not do an action like `dynamodb:GetItem`; by default all may. */
  readonly authorize?: Authorize;
  /** Told of what an operation threw that is no answer of the service: a bug. The caller gets no details of it. */
  readonly onTrouble?: (error: unknown, operation: string) => void;
};

const longestBody = 16 * 1024 * 1024;
const ownType = 'application/x-amz-json-1.0';

/** The JSON protocol of DynamoDB and DynamoDB Streams, below a base path or as a server of its own. */
export function tableHandler(options: TableHandlerOptions): LocalHandler {
  return async (req, res) => {
    if (req.method === 'GET') return sendText(res, 200, 'text/plain', health(options.context));
    try {
      const body = await receive(req, longestBody);
      const type = typeOf(req, body);
      if (type === undefined) sendText(res, 404, 'text/plain', '<UnknownOperationException/>\n');
      else await answer(options, req, res, type, body);
    } catch (thrown) {
      if (thrown instanceof BodyTooLarge) sendText(res, 413, 'text/plain', '', { connection: 'close' });
      else res.destroy();
    }
  };
}

const health = ({ region }: TableContext) => `healthy: dynamodb.${region}.amazonaws.com `;

/** The type in which to answer; undefined for what does not speak this protocol. */
function typeOf({ method, headers }: IncomingMessage, body: Buffer): string | undefined {
  const type = headers['content-type'];
  if (method !== 'POST') return undefined;
  if (type === ownType) return type;
  const bare = (type ?? '').split(';', 1)[0]?.trim();
  if (bare === ownType) return bare;
  return bare === 'application/json' || body.length === 0 ? 'application/json' : undefined;
}

async function answer(
  options: TableHandlerOptions,
  req: IncomingMessage,
  res: ServerResponse,
  type: string,
  body: Buffer,
): Promise<void> {
  try {
    sendAnswer(res, 200, type, await perform(options, req, body));
  } catch (thrown) {
    if (thrown instanceof TableError) return sendError(res, type, thrown);
    options.onTrouble?.(thrown, String(req.headers['x-amz-target']));
    sendError(res, type, new TableError('InternalServerError', 'The request could not be carried out.'));
  }
}

/** In the order in which the service looks. */
function perform(options: TableHandlerOptions, req: IncomingMessage, body: Buffer): Promise<object> {
  const value = body.length === 0 ? undefined : parseBody(body);
  const operation = operationOf(req.headers['x-amz-target']?.toString());
  checkSignature(req);
  return call(options, req, operation, value);
}

function call<Name extends OperationName>(
  { context, operations, authorize }: TableHandlerOptions,
  req: IncomingMessage,
  name: Name,
  value: unknown,
): Promise<object> {
  const operation = operations[name];
  if (operation === undefined)
    throw new TableError('UnknownOperationException', `This local table does not have ${name}.`);
  const input = readInput(inputs[name], value);
  if (authorize !== undefined) checkPermission(authorize, req, name, input);
  return operation(context, input);
}

const inputs: { readonly [Name in OperationName]: Shape<Inputs[Name]> } = shapes;

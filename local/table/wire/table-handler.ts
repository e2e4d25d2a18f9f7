import type { IncomingMessage, ServerResponse } from 'node:http';
import { type Authorize, callerApp } from '#local/aws-caller.ts';
import { BodyTooLarge, type LocalHandler, readBody } from '#local/http.ts';
import type { TableContext } from '#local/table/table-context.ts';
import { TableError } from '#local/table/table-error.ts';
import { sendAnswer, sendError, sendText } from './answer.ts';
import { checkSignature } from './authentication.ts';
import type { Shape } from './kinds/shape.ts';
import { readInput } from './read-input.ts';
import { type Inputs, type OperationName, shapes } from './shapes.ts';

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
const jsonType = 'application/x-amz-json-1.0';

/** The JSON protocol of DynamoDB and DynamoDB Streams, below a base path or as a server of its own. */
export function tableHandler(options: TableHandlerOptions): LocalHandler {
  return async (req, res) => {
    const operation = targetOf(req);
    try {
      const body = await readBody(req, longestBody);
      sendAnswer(res, 200, jsonType, await perform(options, operation, req, body));
    } catch (thrown) {
      refuse(options, operation, res, thrown);
    }
  };
}

function refuse({ onTrouble }: TableHandlerOptions, operation: string, res: ServerResponse, thrown: unknown): void {
  if (thrown instanceof TableError) sendError(res, jsonType, thrown);
  else if (thrown instanceof BodyTooLarge) sendText(res, 413, jsonType, '');
  else {
    onTrouble?.(thrown, operation);
    sendError(res, jsonType, new TableError('InternalServerError', 'The request processing has failed.'));
  }
}

async function perform(
  { context, operations, authorize }: TableHandlerOptions,
  operation: string,
  req: IncomingMessage,
  body: Buffer,
): Promise<object> {
  if (!isOperation(operation)) throw new TableError('UnknownOperationException', '');
  checkSignature(req);
  const refusal = authorize?.(callerApp(req), `dynamodb:${operation}`);
  if (refusal !== undefined) throw new TableError('AccessDeniedException', refusal);
  return await call(operations, operation, context, body);
}

function call<Name extends OperationName>(operations: Operations, name: Name, context: TableContext, body: Buffer) {
  const operation = operations[name];
  if (operation === undefined) throw new TableError('UnknownOperationException', '');
  return operation(context, readInput(inputs[name], body));
}

const inputs: { readonly [Name in OperationName]: Shape<Inputs[Name]> } = shapes;

const isOperation = (name: string): name is OperationName => Object.hasOwn(shapes, name);

function targetOf({ headers }: IncomingMessage): string {
  const target = String(headers['x-amz-target'] ?? '');
  return target.slice(target.indexOf('.') + 1);
}

import { TableError } from '#local/table/table-error.ts';
import { type OperationName, targets } from './shapes.ts';

/** Families of operations that AWS has and a table on one machine does not. */
const elsewhere =
  /Statement|ExecuteTransaction|Backup|Global|Export|Import|Restore|Kinesis|ResourcePolicy|Contributor|AutoScaling|Vector/;

/**
 * The operation that `X-Amz-Target` names.
 * @throws TableError UnknownOperationException; as of AWS without a word, unless AWS has the operation
 */
export function operationOf(target: string | undefined): OperationName {
  const operation = targets.get(target ?? '');
  if (operation !== undefined) return operation;
  const name = /^DynamoDB(?:Streams)?_20120810\.(\w+)$/.exec(target ?? '')?.[1];
  const isElsewhere = name !== undefined && elsewhere.test(name);
  throw new TableError('UnknownOperationException', isElsewhere ? `This local table does not have ${name}.` : '');
}

import { JsonText } from '#local/table/json-text.ts';
import type { TableContext } from '#local/table/table-context.ts';
import { invalid } from '#local/table/table-error.ts';
import { askedNames, type Names } from '#local/table/tables/asked-names.ts';
import type { TransactGetItemsInput, TransactWriteItemsInput } from '#local/table/wire/batch-shapes.ts';
import { isArn } from '#local/table/wire/table-arn.ts';

type Operation<Input> = (context: TableContext, input: Input) => Promise<object>;
type OfTable = { readonly TableName: string };
type OfTables = { readonly RequestItems: { readonly [table: string]: unknown } };
type Transaction = TransactGetItemsInput | TransactWriteItemsInput;
type Part = { readonly [kind: string]: OfTable };

/** Lets an operation be asked for a table by its ARN; what it consumed is then told of the ARN, too. */
export function byArn<Input extends OfTable>(operation: Operation<Input>): Operation<Input> {
  return (context, input) => {
    if (!isArn(input.TableName)) return operation(context, input);
    const names = askedNames(context);
    return told(names, operation(context, { ...input, TableName: names.nameOf(input.TableName) }));
  };
}

/** The same for a batch, whose tables are the keys of what it is asked and of what it answers. */
export function batchByArn<Input extends OfTables>(operation: Operation<Input>): Operation<Input> {
  return (context, input) => {
    if (!Object.keys(input.RequestItems).some(isArn)) return operation(context, input);
    const names = askedNames(context);
    const RequestItems: Record<string, unknown> = Object.create(null);
    for (const [given, requests] of Object.entries(input.RequestItems)) {
      const name = names.nameOf(given);
      if (name in RequestItems) throw invalid(`The table ${name} is asked for by its name and by its ARN`);
      RequestItems[name] = requests;
    }
    return told(names, operation(context, { ...input, RequestItems }), true);
  };
}

/** The same for a transaction, each part of which has a table of its own. */
export function transactionByArn<Input extends Transaction>(operation: Operation<Input>): Operation<Input> {
  return (context, input) => {
    const parts: readonly Part[] = input.TransactItems;
    if (!parts.some((part) => Object.values(part).some(({ TableName }) => isArn(TableName)))) {
      return operation(context, input);
    }
    const names = askedNames(context);
    const TransactItems = parts.map((part) => inPart(names, part));
    return told(names, operation(context, { ...input, TransactItems }), true);
  };
}

function inPart(names: Names, part: Part): Part {
  return Object.fromEntries(
    Object.entries(part).map(([kind, each]) => [kind, { ...each, TableName: names.nameOf(each.TableName) }]),
  );
}

async function told(names: Names, answer: Promise<object>, keyed = false): Promise<object> {
  const given = await answer;
  const members = Object.entries(given instanceof JsonText ? given.read() : given);
  return Object.fromEntries(members.map(([member, value]) => [member, names.toldIn(member, value, keyed)]));
}

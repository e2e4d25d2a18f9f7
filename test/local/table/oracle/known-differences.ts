import type { Told } from './told.ts';

/** What DynamoDB Local does otherwise than the service. */
export type KnownDifference = {
  /** The messages, both as a whole; ours without the head that writes by themselves have. */
  readonly oracle: RegExp;
  readonly embedded: RegExp;
  /** What the service does, and where that is written. */
  readonly because: string;
};

/** What DynamoDB Local says as soon as it knows the table. */
const ofTable = [
  'The number of conditions on the keys is invalid',
  'One of the required keys was not given a value',
  'Invalid attribute value type',
  'One or more parameter values were invalid: (?:Type mismatch for|Missing the key|Cannot update attribute|Size) ?.*',
  'One or more parameter values are not valid\\. .*',
  'Hash primary key values must be under .*',
  "Key attributes must be scalars; list random access '\\[\\]' and map lookup '\\.' are not allowed: .*",
].join('|');

/** What can be wrong with a request whatever table it is for. */
const ofRequest = [
  'Invalid (?:Condition|Update|Projection)Expression: ',
  'ExpressionAttribute(?:Names|Values) ',
  'Value provided in ',
  'Supplied AttributeValue ',
  'The parameter cannot be converted to a numeric value',
  'ConditionalOperator ',
  'ReturnValues can only be ',
  'Nesting Levels ',
  'Number (?:over|under)flow',
  'Attempting to store more than 38 ',
  'Can not use both expression and non-expression parameters',
  'Empty attribute name',
  'Input collection contains duplicates',
  'The BETWEEN condition was provided',
  'One or more parameter values were invalid: (?!Type mismatch|Missing the key|Cannot update|Size|Aggregated)',
  'One or more parameter values are not valid',
].join('|');

/** What can be wrong with the value of one attribute. */
const ofValue = [
  'Supplied AttributeValue ',
  'The parameter cannot be converted to a numeric value',
  'Number (?:over|under)flow',
  'Attempting to store more than 38 ',
  'Nesting Levels ',
  'Empty attribute name',
  'Input collection contains duplicates',
  'One or more parameter values were invalid: ',
].join('|');

/** Why one action of an update cannot be done. */
const ofAction = [
  'The document path provided in the update expression is invalid for update',
  'The provided expression refers to an attribute that does not exist in the item',
  'An operand in the update expression has an incorrect data type',
].join('|');

/** From the tests of dynalite, which its author recorded against the service, when no other source is told. */
export const knownDifferences: readonly KnownDifference[] = [
  {
    oracle: new RegExp(ofTable),
    embedded: /The provided key element does not match the schema/,
    because: 'the service says the same of every key that is none of the table (test/getItem.js, test/updateItem.js)',
  },
  {
    oracle: /One of the required keys was not given a value/,
    embedded: /One or more parameter values were invalid: Missing the key \w+ in the item/,
    because: 'the service names the key (test/putItem.js)',
  },
  {
    oracle:
      /One or more parameter values were invalid: Type mismatch for (?:Index Key|key)|Invalid attribute value type/,
    embedded:
      /One or more parameter values were invalid: Type mismatch for (?:Index Key|key) \S+ [Ee]xpected: \w+ [Aa]ctual: \w+.*/,
    because: 'the service names attribute, types and index (test/putItem.js)',
  },
  {
    oracle: /Hash primary key values must be under .*|One or more parameter values were invalid: Size limit exceeded/,
    embedded: /One or more parameter values were invalid: (?:Size of hashkey|Aggregated size of all range keys) .*/,
    because: 'the sentences of the service (test/putItem.js)',
  },
  {
    oracle: /(?:.*: )?A value provided cannot be converted into a number.*/,
    embedded:
      /(?:ExpressionAttributeValues contains invalid value: )?The parameter cannot be converted to a numeric value.*/,
    because: 'the sentence of the service (test/putItem.js)',
  },
  {
    oracle: /(?:.*: )?DynamoDB only supports precision up to 38 digits.*/,
    embedded:
      /(?:.*: )?(?:Attempting to store more than 38 significant digits in a Number|Number (?:over|under)flow\. .*).*/,
    because: 'the sentences of the service (test/putItem.js)',
  },
  {
    oracle: /Return values set to invalid value/,
    embedded: /ReturnValues can only be ALL_OLD or NONE/,
    because: 'the sentence of the service (test/putItem.js, test/deleteItem.js)',
  },
  {
    oracle: /Cannot have two attributes with the same name/,
    embedded: /One or more parameter values were invalid: Duplicate value in attribute name: .+/,
    because: 'the sentence of the service (test/getItem.js)',
  },
  {
    oracle:
      /(One or more parameter values were invalid: (?:ADD action is|DELETE action with value is) not supported for the type) \w+/,
    embedded:
      /(One or more parameter values were invalid: (?:ADD action is|DELETE action with value is) not supported for the type) (?:S|B|BOOL|NULL|L|M|N)/,
    because: 'the service names the type as requests do (test/updateItem.js)',
  },
  {
    oracle: /(?:.*: )?One or more parameter values were invalid: Input collection .*/,
    embedded:
      /(?:.*: )?One or more parameter values were invalid: Input collection \[.*\](?:of type BS)? ?contains duplicates\..*/,
    because: 'the sentences of the service (test/putItem.js)',
  },
  {
    oracle: /.*Invalid attribute type name found; type: [^,]*, valid types: \{[\w,]+\}/,
    embedded: /.*Invalid attribute type name found; type: [^,]*, valid types: \{B,NULL,SS,BOOL,L,BS,N,NS,S,M\}/,
    because: 'the types in the order of the service (test/scan.js); DynamoDB Local has another order of the same',
  },
  {
    oracle: /(.*operator or function: attribute_type, operand type: )\{.*\}/,
    embedded: /.*operator or function: attribute_type, operand type: \{NS,SS,L,BS,N,M,B,BOOL,NULL,S\}/,
    because: 'the types that there are in the service (test/scan.js); DynamoDB Local tells of types of its own',
  },
  {
    oracle: /(?:Invalid \w+: )Two document paths (overlap|conflict) with each other; .*path one: (.*), path two: .*/,
    embedded: /(?:Invalid \w+: )Two document paths (overlap|conflict) with each other; .*path one: (.*), path two: .*/,
    because:
      'of three paths and more, path two is one at the end of a Java HashMap, which need not overlap (test/updateItem.js: "changed at some point"); the one that does helps more',
  },
  {
    oracle:
      /(?:(?:Value provided in )?ExpressionAttributeNames|Invalid ProjectionExpression:|Cannot have two attributes) .*/,
    embedded: new RegExp(`(?:${ofValue}).*`),
    because: 'of a read the service looks at the values of the key before its expressions (test/getItem.js)',
  },
  {
    oracle:
      /One or more parameter values were invalid: (?:ComparisonOperator|Invalid number of argument|Value (?:or|must|cannot)|Exists) .*/,
    embedded: new RegExp(`(?:${ofValue}).*`),
    because: 'of a deletion the service looks at the values of the key before what is expected (test/deleteItem.js)',
  },
  {
    oracle: /(.*)\{B:java\.nio\.HeapByteBuffer\[.*/,
    embedded: /(.*)\{B:[^{]*\}.*/,
    because: 'dynalite shows bytes as requests do',
  },
  {
    oracle: /One or more parameter values were invalid: Exists and ComparisonOperator cannot be used together .*/,
    embedded: /One or more parameter values were invalid: Value and AttributeValueList cannot be used together .*/,
    because: 'of both the service tells the latter (test/putItem.js)',
  },
  {
    oracle: /ExpressionAttributeValues contains invalid value: (?:.*Null attribute value types must .*)/,
    embedded: /One or more parameter values were invalid: Null attribute value types must have the value of true/,
    because: 'the service tells this one without the name of the value',
  },
  {
    oracle:
      /Invalid \w+: (?:Syntax error; .*|An expression attribute name used .* is not defined; attribute name: [:#]\w*|The expression has redundant .*)/,
    embedded: /Invalid \w+: Syntax error; token: ":\w*", near: "\. ?:\w*[^"]*"/,
    because: 'in a path, DynamoDB Local takes `:v` behind a point for a name; that the service does is written nowhere',
  },
  {
    oracle:
      /done|The conditional request failed|(?:An operand in the|The provided|Invalid) .*|The document path provided .*|Type mismatch for attribute to update|Updates on index keys must be .*/,
    embedded: /One or more parameter values were invalid: (?:Cannot update attribute|Type mismatch for Index Key) .*/,
    because: 'the service looks at an update as it is written before it looks at the item (test/updateItem.js)',
  },
  {
    oracle: /The conditional request failed|Key attributes must be scalars; .*/,
    embedded: /Key attributes must be scalars; .*/,
    because:
      'the service looks for paths into keys before it looks at the item (test/updateItem.js); of several any is right',
  },
  {
    oracle: /Key attributes must be scalars; .*/,
    embedded: /One or more parameter values were invalid: (?:Cannot update attribute|Type mismatch for Index Key) .*/,
    because: 'the service looks for keys that an update changes first (test/updateItem.js)',
  },
  {
    oracle: /done/,
    embedded:
      /The update expression attempted to update the secondary index key (?:to unsupported type|beyond allowed size limits)/,
    because: 'the service refuses it, by the list of errors in the API reference of TransactWriteItems',
  },
  {
    oracle: /Type mismatch for attribute to update/,
    embedded: /One or more parameter values were invalid: (?:ADD|DELETE|Only DELETE) action .*/,
    because: 'the service looks at all updates as they are written before it looks at the item (test/updateItem.js)',
  },
  {
    oracle: /One or more parameter values are not valid\. .*|Hash primary key values must be .*/,
    embedded: /One or more parameter values were invalid: (?:Type mismatch|Missing the key) .*/,
    because: 'of several keys that are wrong each tells another one; which one the service tells is written nowhere',
  },
  {
    oracle: new RegExp(ofAction),
    embedded: new RegExp(ofAction),
    because:
      'of several actions that cannot be done each tells another; which one the service tells is written nowhere',
  },
  {
    oracle: new RegExp(`${ofTable}|Updates on index keys must be .*`),
    embedded: new RegExp(`(?:${ofRequest}).*`),
    because:
      'the service looks at the whole request before it looks for the table (all tests of dynalite that need no table)',
  },
];

const head = /^1 validation error detected: (?!Value '|Value null)/;

/** What the difference of two answers is known as. */
export function known(embedded: Told, oracle: Told): KnownDifference | undefined {
  const [ours, theirs] = [messageOf(withoutHead(embedded)), messageOf(oracle)];
  return knownDifferences.find(
    (difference) => isWhole(difference.oracle, theirs) && isWhole(difference.embedded, ours),
  );
}

const messageOf = (told: Told): string => ('error' in told ? (told.message ?? '') : 'done');

/** The head stands in DynamoDB Local before constraints only. */
export function withoutHead(told: Told): Told {
  return 'error' in told && told.message !== undefined ? { ...told, message: told.message.replace(head, '') } : told;
}

function isWhole(pattern: RegExp, text: string): boolean {
  return new RegExp(`^(?:${pattern.source})$`, 's').test(text);
}

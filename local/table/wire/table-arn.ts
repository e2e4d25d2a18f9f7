import { type Violation, violated } from './kinds/shape.ts';

export type TableArn = {
  readonly partition: string;
  readonly region: string;
  readonly account: string;
  /** `table`, unless it is the ARN of something else. */
  readonly type: string;
  readonly name: string;
};

const form = /^arn:([^:]+):dynamodb:([^:]*):([^:]*):([^:/]+)\/(.*)$/s;
const nameForm = /^[a-zA-Z0-9_.-]{3,255}$/;

export const isArn = (text: string): boolean => text.startsWith('arn:');

/** The parts of what begins like an ARN; undefined when it is none. */
export function readTableArn(text: string): TableArn | undefined {
  const [, partition, region, account, type, name] = form.exec(text) ?? [];
  if (partition === undefined || region === undefined || account === undefined) return undefined;
  return type === undefined || name === undefined ? undefined : { partition, region, account, type, name };
}

/** What is wrong with the form of an ARN, as it is told of the member that has it. */
export function checkArn(text: string): Violation[] | undefined {
  const arn = readTableArn(text);
  if (arn === undefined) return [violated(text, validForm)];
  if (arn.type !== 'table' || nameForm.test(arn.name)) return undefined;
  return [violated(text, arn.name.length < 3 ? tooShort : validForm)];
}

const validForm =
  "Valid ARN format is 'arn:<awsPartition>:<vendor>:<region>:<subscriber>:resourceType/resourceName', " +
  'where Resource name must have length less than or equal to 255, Resource name must have length greater than or equal to 3, ' +
  'Resource name must satisfy regular expression pattern: [a-zA-Z0-9_.-]+';
const tooShort = 'Table name of ARN must have length greater than or equal to 3';
